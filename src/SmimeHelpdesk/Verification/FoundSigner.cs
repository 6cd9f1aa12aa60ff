using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>One signer with the certificate that verifies its signature, or should have; before identity and trust are asked.</summary>
/// <param name="Signer">The signer.</param>
/// <param name="Certificate">The certificate; null when none is known.</param>
/// <param name="Outcome">The outcome with that certificate; null without one.</param>
/// <param name="IsAuthor">Whether the certificate is the author's.</param>
internal sealed record FoundSigner(SignerInformation Signer, ParsedCertificate? Certificate, SignerOutcome? Outcome, bool IsAuthor)
{
    public DateTimeOffset? SigningTime => Signer.SignedAttributes is { } attributes ? AttributeRules.SigningTime(attributes) : null;

    public bool IsIntact => Outcome is { IsIntact: true };

    public bool IsIntactAuthor => IsIntact && IsAuthor;

    /// <summary>Which of several signers explains the message best: the least.</summary>
    public int Rank => IsIntactAuthor ? 0 : IsAuthor ? 1 : IsIntact ? 2 : 3;

    /// <summary>Why it could not be checked, when that is all there is against it; else null.</summary>
    public SignatureReason? Unchecked => Outcome is null
        ? SignatureReason.SignerCertificateMissing
        : Outcome.Findings.Select(finding => (SignatureReason?)finding.Reason)
            .FirstOrDefault(reason => reason is SignatureReason.UnsupportedAlgorithm or SignatureReason.LimitExceeded);

    /// <summary>Whether the check was made and failed.</summary>
    public bool IsBroken => Outcome is not null && !IsIntact
        && Outcome.Findings.Any(finding => finding.Reason is not (SignatureReason.UnsupportedAlgorithm or SignatureReason.LimitExceeded or SignatureReason.WeakDigest));
}
