namespace SmimeHelpdesk.Verification;

/// <summary>Which of several reasons explains most, and what each makes of the status.</summary>
internal static class ReasonRank
{
    // From what shows a forgery to what is merely missing. Everything up to and including the last of the first group is Invalid.
    private static readonly SignatureReason[] Invalid =
    [
        SignatureReason.ContentAmbiguous, SignatureReason.ContentAltered, SignatureReason.SignedAttributesAmbiguous,
        SignatureReason.SigningCertificateMismatch, SignatureReason.AlgorithmMismatch, SignatureReason.ContentTypeMismatch,
        SignatureReason.AttributeMissing, SignatureReason.AttributeAmbiguous, SignatureReason.SignatureMismatch,
        SignatureReason.SignersDisagree, SignatureReason.Malformed, SignatureReason.AmbiguousFrom, SignatureReason.AddressMismatch,
        SignatureReason.CertificateRevoked, SignatureReason.CertificateBlocked,
    ];

    private static readonly SignatureReason[] Indeterminate =
    [
        SignatureReason.LimitExceeded, SignatureReason.SignatureAroundCiphertext, SignatureReason.ContentMissing,
        SignatureReason.SignerCertificateMissing, SignatureReason.UnsupportedAlgorithm, SignatureReason.NoFrom,
        SignatureReason.NoAddressInCertificate, SignatureReason.CertificateExpired, SignatureReason.CertificateNotYetValid,
        SignatureReason.KeyUsageForbidsSigning, SignatureReason.NoEmailProtectionPurpose, SignatureReason.WeakDigest, SignatureReason.WeakKey,
        SignatureReason.NameConstraintViolated, SignatureReason.UnknownCriticalExtension, SignatureReason.PathInvalid,
        SignatureReason.IssuerOutsideValidity, SignatureReason.IssuerBlocked, SignatureReason.IssuerNotPinned, SignatureReason.UntrustedIssuer,
        SignatureReason.RevocationUnknown,
        SignatureReason.PartWithoutAuthor,
    ];

    /// <summary>The status that findings lead to; no finding is <see cref="SignatureStatus.Valid"/>.</summary>
    public static SignatureStatus Status(IReadOnlyCollection<SignatureFinding> findings) =>
        findings.Count == 0 ? SignatureStatus.Valid
            : findings.Any(finding => Invalid.Contains(finding.Reason)) ? SignatureStatus.Invalid
            : SignatureStatus.Indeterminate;

    /// <summary>The findings, the one that explains most first, without repeated reasons.</summary>
    public static IReadOnlyList<SignatureFinding> Order(IEnumerable<SignatureFinding> findings) =>
        [.. findings.DistinctBy(finding => finding.Reason).OrderBy(finding => Rank(finding.Reason))];

    private static int Rank(SignatureReason reason)
    {
        int invalid = Array.IndexOf(Invalid, reason);
        return invalid >= 0 ? invalid : Invalid.Length + Array.IndexOf(Indeterminate, reason);
    }
}
