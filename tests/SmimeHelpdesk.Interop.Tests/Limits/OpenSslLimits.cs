using SmimeHelpdesk.Interop.Tests.Matrix;

namespace SmimeHelpdesk.Interop.Tests.Limits;

internal static class OpenSslLimits
{
    public static IReadOnlyList<Limit> All { get; } = [.. Limit.Both(Forms.Ed25519, "`openssl cms` 3.0 does not sign or verify with Ed25519", "invalid digest", "invalid digest")];
}
