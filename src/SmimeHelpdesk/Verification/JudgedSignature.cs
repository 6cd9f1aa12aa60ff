using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>The judgement on one signed layer, with what the harvest needs. Only <see cref="SignatureJudge"/> makes one.</summary>
internal sealed record JudgedSignature
{
    public required IReadOnlyList<SignatureFinding> Findings { get; init; }

    public IReadOnlyList<SmimeCaution> Cautions { get; init; } = [];

    /// <summary>The certificate that verified the signature, or that should have; null when none is known.</summary>
    public ParsedCertificate? Certificate { get; init; }

    public SignerInformation? Signer { get; init; }

    /// <summary>The certificates that the layer carried.</summary>
    public IReadOnlyList<ParsedCertificate> Bag { get; init; } = [];

    /// <summary>The signer's path; null when there is no certificate.</summary>
    public PathResult? Path { get; init; }

    /// <summary>The signer's path at the time of opening; the same as <see cref="Path"/> when that is the time of receipt.</summary>
    public PathResult? PathNow { get; init; }

    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>The revocation answers that the layer carried, not read; null when there are none.</summary>
    public BerElement? RevocationInfo { get; init; }

    /// <summary>What was found out about revocation; null when nobody was asked.</summary>
    public RevocationReport? Revocation { get; init; }

    public SignatureStatus Status => ReasonRank.Status(Findings);

    /// <summary>Whether every reason against the signature is one of these.</summary>
    public bool FailsOnlyBy(params ReadOnlySpan<SignatureReason> reasons)
    {
        foreach (SignatureFinding finding in Findings)
        {
            if (!reasons.Contains(finding.Reason))
            {
                return false;
            }
        }

        return true;
    }
}
