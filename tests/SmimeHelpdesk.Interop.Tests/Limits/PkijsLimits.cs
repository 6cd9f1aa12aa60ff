using SmimeHelpdesk.Interop.Tests.Matrix;

namespace SmimeHelpdesk.Interop.Tests.Limits;

internal static class PkijsLimits
{
    private const string NoGcm = "pkijs has no AuthEnvelopedData; the AES-GCM that it writes into EnvelopedData is not what RFC 5084 defines, and the library does not decrypt it";

    public static IReadOnlyList<Limit> All { get; } =
    [
        .. Limit.Both(Forms.Ed25519, "pkijs has no Ed25519", "Unsupported signature algorithm", "'algorithm' is empty"),
        Limit.Writes(Forms.TripleDes, "pkijs has no 3DES, as WebCrypto has none", "Unsupported algorithm for contentEncryptionAlgorithm"),
        .. Limit.Both(Forms.Gcm, NoGcm, "no class for content type", "made enveloped-data"),
        .. Limit.Both(Forms.EcdhGcm, NoGcm, "no class for content type", "made enveloped-data"),
    ];
}
