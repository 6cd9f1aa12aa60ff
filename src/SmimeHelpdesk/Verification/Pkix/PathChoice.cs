namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>Chooses among paths: a valid one, else the one whose findings are the most benign, for it explains most.</summary>
internal static class PathChoice
{
    // From what time or a setting mends to what no issuer would have meant.
    private static readonly SignatureReason[] BenignFirst =
    [
        SignatureReason.CertificateNotYetValid, SignatureReason.CertificateExpired, SignatureReason.IssuerOutsideValidity,
        SignatureReason.WeakDigest, SignatureReason.WeakKey, SignatureReason.NoEmailProtectionPurpose, SignatureReason.UnsupportedAlgorithm,
        SignatureReason.LimitExceeded, SignatureReason.IssuerNotPinned, SignatureReason.UnknownCriticalExtension, SignatureReason.NameConstraintViolated, SignatureReason.PathInvalid,
    ];

    /// <summary>The better of two; the first on a tie.</summary>
    public static PathResult Better(PathResult? first, PathResult second) => first is null || Compare(second, first) < 0 ? second : first;

    private static int Compare(PathResult left, PathResult right)
    {
        int worst = Worst(left).CompareTo(Worst(right));
        int count = left.Findings.Count.CompareTo(right.Findings.Count);
        return worst != 0 ? worst : count != 0 ? count : left.Path.Count.CompareTo(right.Path.Count);
    }

    private static int Worst(PathResult result) => result.Findings.Select(finding => Array.IndexOf(BenignFirst, finding.Reason)).DefaultIfEmpty(-1).Max();
}
