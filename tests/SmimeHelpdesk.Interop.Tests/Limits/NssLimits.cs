using SmimeHelpdesk.Interop.Tests.Matrix;

namespace SmimeHelpdesk.Interop.Tests.Limits;

internal static class NssLimits
{
    private const string OneCipher = "`cmsutil` encrypts with AES-128-CBC and RSAES-PKCS1-v1_5, without a choice";
    private const string NoGcm = "NSS has no AuthEnvelopedData (AES-GCM)";
    private const string NoEcdh = "NSS 3.87 has no ECDH in CMS";

    /// <summary>On either library.</summary>
    private static readonly Limit[] Common =
    [
        Limit.Reads(Forms.Pss, "NSS verifies RSASSA-PSS, but not with a key that is bound to it", "BadSignature"),
        Limit.Writes(Forms.Pss, "`cmsutil` signs RSA with PKCS #1 v1.5 only", "made an RSASSA-PKCS1-v1_5 signature"),
        .. Limit.Both(Forms.Ed25519, "NSS has no Ed25519 in CMS", "ProcessingError|BadSignature", "SEC_ERROR_ADDING_CERT"),
        Limit.Writes(Forms.TripleDes, OneCipher, "made RSA-PKCS1 with AES-128-CBC"),
        Limit.Writes(Forms.Aes256, OneCipher, "made RSA-PKCS1 with AES-128-CBC"),
        Limit.Writes(Forms.Oaep, OneCipher, "made RSA-PKCS1 with AES-128-CBC"),
        .. Limit.Both(Forms.Gcm, NoGcm, "SEC_ERROR_UNRECOGNIZED_OID", "made enveloped-data"),
    ];

    public static IReadOnlyList<Limit> System { get; } =
    [
        .. Common,
        Limit.Reads(Forms.Oaep, "NSS 3.87 has no RSAES-OAEP in CMS", "SEC_ERROR_UNSUPPORTED_KEYALG"),
        .. Limit.Both(Forms.Ecdh, NoEcdh, "SEC_ERROR_BAD_DER", "SEC_ERROR_INVALID_ALGORITHM"),
        .. Limit.Both(Forms.EcdhGcm, NoEcdh, "SEC_ERROR_UNRECOGNIZED_OID", "SEC_ERROR_INVALID_ALGORITHM"),
    ];

    public static IReadOnlyList<Limit> Thunderbirds { get; } =
    [
        .. Common,
        .. Limit.Both(Forms.EcdhGcm, NoGcm, "SEC_ERROR_UNRECOGNIZED_OID", "made enveloped-data"),
    ];
}
