using SmimeHelpdesk.Interop.Tests.Matrix;

namespace SmimeHelpdesk.Interop.Tests.Limits;

internal static class DotNetLimits
{
    private const string NoEcdh = ".NET has no ECDH in CMS except on Windows";
    private const string NoGcm = ".NET has no AuthEnvelopedData (AES-GCM)";

    public static IReadOnlyList<Limit> All { get; } =
    [
        Limit.Reads(Forms.Pss, ".NET verifies RSASSA-PSS, but not with a key that is bound to it", "Invalid signature"),
        .. Limit.Both(Forms.Ed25519, ".NET has no Ed25519", "Unknown algorithm '1.3.101.112'", "1.3.101.112"),
        .. Limit.Both(Forms.Gcm, NoGcm, "Invalid cryptographic message type", "Unknown algorithm '2.16.840.1.101.3.4.1.46'"),
        .. Limit.Both(Forms.Ecdh, NoEcdh, "'KeyAgreement' is not supported", "Unknown algorithm '1.2.840.10045.2.1'"),
        .. Limit.Both(Forms.EcdhGcm, NoGcm, "Invalid cryptographic message type", "Unknown algorithm '2.16.840.1.101.3.4.1.46'"),
    ];
}
