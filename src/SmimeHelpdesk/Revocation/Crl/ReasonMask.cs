using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>Reasons of revocation that a CRL or distribution point covers: ReasonFlags of RFC 5280 section 4.2.1.13.</summary>
[Flags]
internal enum ReasonMask
{
    None = 0,
    Unused = 1,
    KeyCompromise = 2,
    CACompromise = 4,
    AffiliationChanged = 8,
    Superseded = 16,
    CessationOfOperation = 32,
    CertificateHold = 64,
    PrivilegeWithdrawn = 128,
    AACompromise = 256,
    All = 510,
}

internal static class ReasonMasks
{
    /// <summary>The reasons that a bit string names; all when there is none.</summary>
    public static ReasonMask Read(ReasonFlags? flags)
    {
        if (flags is null)
        {
            return ReasonMask.All;
        }

        byte[] octets = flags.GetBytes();
        ReasonMask mask = ReasonMask.None;
        for (int i = 1; i < 9 && i / 8 < octets.Length; i++)
        {
            mask |= (octets[i / 8] & (0x80 >> (i % 8))) != 0 ? (ReasonMask)(1 << i) : ReasonMask.None;
        }

        return mask;
    }
}
