using SmimeHelpdesk.Interop.Tests.Matrix;

namespace SmimeHelpdesk.Interop.Tests.Limits;

internal static class PerlLimits
{
    private const string NoChoice = "Crypt::SMIME writes detached signatures, PKCS #1 v1.5 and AES-128-CBC, without a choice";

    public static IReadOnlyList<Limit> All { get; } =
    [
        Limit.Writes(Forms.Opaque, NoChoice, "made a detached signature"),
        Limit.Writes(Forms.Pss, NoChoice, "made an RSASSA-PKCS1-v1_5 signature"),
        .. Limit.Both(Forms.Ed25519, "OpenSSL 3.0 does not sign or verify CMS with Ed25519", "invalid digest", "add signer error"),
        Limit.Writes(Forms.TripleDes, NoChoice, "made RSA-PKCS1 with AES-128-CBC"),
        Limit.Writes(Forms.Aes256, NoChoice, "made RSA-PKCS1 with AES-128-CBC"),
        Limit.Writes(Forms.Gcm, NoChoice, "made enveloped-data"),
        Limit.Writes(Forms.Oaep, NoChoice, "made RSA-PKCS1 with AES-128-CBC"),
        Limit.Writes(Forms.EcdhGcm, NoChoice, "made enveloped-data"),
        Limit.Writes(Forms.Protected, "Crypt::SMIME decides itself which header fields go inside: Subject alone, as it is outside", "made a Subject \\[\\.\\.\\.\\]"),
    ];
}
