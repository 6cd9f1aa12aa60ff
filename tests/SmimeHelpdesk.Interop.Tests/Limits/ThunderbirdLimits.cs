using SmimeHelpdesk.Interop.Tests.Matrix;

namespace SmimeHelpdesk.Interop.Tests.Limits;

internal static class ThunderbirdLimits
{
    private const string NoChoice = "Thunderbird's user has two boxes, sign and encrypt: detached signatures, RSAES-PKCS1-v1_5 and AES-128-CBC";
    private const string NoGcm = "NSS has no AuthEnvelopedData (AES-GCM)";
    private const string NoProtection = "Thunderbird protects and shows protected header fields in OpenPGP mail only; the text is read all the same";

    public static IReadOnlyList<Limit> All { get; } =
    [
        Limit.Writes(Forms.Opaque, NoChoice, "made a detached signature"),
        Limit.Reads(Forms.Pss, "NSS verifies RSASSA-PSS, but not with a key that is bound to it", "signature 1029"),
        Limit.Writes(Forms.Pss, NoChoice, "made an RSASSA-PKCS1-v1_5 signature"),
        .. Limit.Both(Forms.Ed25519, "NSS has no Ed25519 in CMS", "signature 1029", "SEC_ERROR_ADDING_CERT"),
        Limit.Writes(Forms.TripleDes, NoChoice, "made RSA-PKCS1 with AES-128-CBC"),
        Limit.Writes(Forms.Aes256, NoChoice, "made RSA-PKCS1 with AES-128-CBC"),
        Limit.Writes(Forms.Oaep, NoChoice, "made RSA-PKCS1 with AES-128-CBC"),
        Limit.Reads(Forms.Gcm, NoGcm, "signature -1, encryption -1") with { IsSilent = true },
        Limit.Writes(Forms.Gcm, NoGcm, "made enveloped-data"),
        Limit.Reads(Forms.EcdhGcm, NoGcm, "signature -1, encryption -1") with { IsSilent = true },
        Limit.Writes(Forms.EcdhGcm, NoGcm, "made enveloped-data"),
        Limit.Writes(Forms.Triple, NoChoice, "made enveloped-data"),
        .. Limit.Both(Forms.Protected, NoProtection, @"shows the Subject \[\.\.\.\]", "made a Subject Übergabe that is Unprotected"),
    ];
}
