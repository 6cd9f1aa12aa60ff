namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>A certificate that may have issued another, and where it comes from.</summary>
internal sealed record IssuerCandidate(ParsedCertificate Certificate, CandidateSource Source)
{
    public bool IsAnchor => Source is CandidateSource.Anchor;
}

/// <summary>Where a candidate comes from, the most trusted first.</summary>
internal enum CandidateSource
{
    Anchor = 0,
    Intermediate = 1,
    Message = 2,
}
