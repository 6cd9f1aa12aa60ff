using SmimeHelpdesk.Interop.Tests.Matrix;

namespace SmimeHelpdesk.Interop.Tests.Limits;

internal static class RubyLimits
{
    private const string NoGcm = "OpenSSL's PKCS #7 interface has no AuthEnvelopedData (AES-GCM)";
    private const string NoEcdh = "OpenSSL's PKCS #7 interface has no ECDH";

    public static IReadOnlyList<Limit> All { get; } =
    [
        Limit.Writes(Forms.Pss, "OpenSSL::PKCS7 has no choice of padding", "made an RSASSA-PKCS1-v1_5 signature"),
        .. Limit.Both(Forms.Ed25519, "OpenSSL's PKCS #7 interface has no Ed25519", "operation not supported for this keytype", "add signer error"),
        .. Limit.Both(Forms.Gcm, NoGcm, "wrong content type", "PKCS7Error"),
        .. Limit.Both(Forms.Oaep, "OpenSSL's PKCS #7 interface has no RSAES-OAEP", "bad decrypt", "made RSA-PKCS1"),
        .. Limit.Both(Forms.Ecdh, NoEcdh, "Could not parse the PKCS7", "error adding recipient"),
        .. Limit.Both(Forms.EcdhGcm, NoEcdh, "wrong content type", "error adding recipient"),
    ];
}
