using SmimeHelpdesk.Interop.Tests.Matrix;

namespace SmimeHelpdesk.Interop.Tests.Limits;

internal static class ForgeLimits
{
    private const string NoVerification = "node-forge has no verification of PKCS #7: \"not yet implemented\"";
    private const string OnlyRsa = "node-forge reads RSA certificates only";
    private const string NoRsa = "OID is not RSA";
    private const string NotYet = "verification not yet implemented";

    public static IReadOnlyList<Limit> All { get; } =
    [
        Limit.Reads(Forms.Detached, NoVerification, NotYet),
        Limit.Reads(Forms.Opaque, NoVerification, NotYet),
        .. Limit.Both(Forms.DetachedP256, OnlyRsa, NoRsa, NoRsa),
        Limit.Reads(Forms.Pss, OnlyRsa, NoRsa),
        Limit.Writes(Forms.Pss, "node-forge signs PKCS #7 with PKCS #1 v1.5 only", "made an RSASSA-PKCS1-v1_5 signature"),
        .. Limit.Both(Forms.Ed25519, OnlyRsa, NoRsa, NoRsa),
        .. Limit.Both(Forms.Gcm, "node-forge has no AuthEnvelopedData (AES-GCM)", "is not \\(yet\\) supported", "Unsupported symmetric cipher"),
        .. Limit.Both(Forms.Oaep, "node-forge has no RSAES-OAEP in PKCS #7", "Unsupported asymmetric cipher", "made RSA-PKCS1"),
        .. Limit.Both(Forms.Ecdh, OnlyRsa, "not an PKCS#7 RecipientInfo", NoRsa),
        .. Limit.Both(Forms.EcdhGcm, OnlyRsa, "is not \\(yet\\) supported", NoRsa),
        Limit.Reads(Forms.SignedEncrypted, NoVerification, NotYet),
        Limit.Reads(Forms.Attachment, NoVerification, NotYet),
        Limit.Reads(Forms.Protected, NoVerification, NotYet),
    ];
}
