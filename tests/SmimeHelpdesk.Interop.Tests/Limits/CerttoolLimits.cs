using SmimeHelpdesk.Interop.Tests.Matrix;

namespace SmimeHelpdesk.Interop.Tests.Limits;

internal static class CerttoolLimits
{
    private const string NoEncryption = "GnuTLS signs and verifies PKCS #7, and does not encrypt or decrypt it";

    public static IReadOnlyList<Limit> All { get; } =
    [
        Limit.Writes(Forms.Pss, "`certtool` signs PKCS #7 with an RSA key with PKCS #1 v1.5 only", "made an RSASSA-PKCS1-v1_5 signature"),
        .. Forms.All.Where(form => form.Recipient is not null)
            .SelectMany(form => Limit.Both(form.Id, NoEncryption, "unrecognized option '--p7-decrypt'", "unrecognized option '--p7-encrypt'")),
    ];
}
