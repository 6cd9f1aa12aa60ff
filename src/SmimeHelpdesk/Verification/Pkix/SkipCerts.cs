using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>A count of certificates, INTEGER (0..MAX): SkipCerts and pathLenConstraint.</summary>
internal static class SkipCerts
{
    /// <summary>The count; more than an integer holds is as good as unlimited.</summary>
    public static int Read(DerInteger value) => value.Value.SignValue < 0
        ? throw new CmsFormatException("A count of certificates is negative.")
        : value.TryGetIntValueExact(out int count) ? count : int.MaxValue;
}
