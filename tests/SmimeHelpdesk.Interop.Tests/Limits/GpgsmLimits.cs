using SmimeHelpdesk.Interop.Tests.Matrix;

namespace SmimeHelpdesk.Interop.Tests.Limits;

internal static class GpgsmLimits
{
    private const string NoGcm = "gpgsm 2.2 has no AuthEnvelopedData (AES-GCM)";
    private const string NoEcdh = "gpgsm 2.2 has no ECDH";

    public static IReadOnlyList<Limit> All { get; } =
    [
        Limit.Writes(Forms.Pss, "gpgsm signs RSA with PKCS #1 v1.5 only", "made an RSASSA-PKCS1-v1_5 signature"),
        Limit.Reads(Forms.Ed25519, "gpgsm 2.2 does not verify Ed25519", "ed25519 key.*Internal error"),
        Limit.Writes(Forms.Ed25519, "gpgsm 2.2 writes a broken CMS object with Ed25519, which nothing can read", "made a broken CMS object"),
        .. Limit.Both(Forms.Gcm, NoGcm, "error getting IV", "made enveloped-data"),
        .. Limit.Both(Forms.Oaep, "gpgsm 2.2 has no RSAES-OAEP", "error getting encrypted session key", "made RSA-PKCS1"),
        .. Limit.Both(Forms.Ecdh, NoEcdh, "Invalid session key", "ksba_cms_set_enc_val failed"),
        .. Limit.Both(Forms.EcdhGcm, NoEcdh, "error getting IV", "encryption failed for recipient"),
    ];
}
