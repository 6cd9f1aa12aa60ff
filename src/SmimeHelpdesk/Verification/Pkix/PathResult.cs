namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>The outcome of a path search.</summary>
/// <param name="Path">The valid path, leaf first, anchor last; else the best that was found, at least the leaf.</param>
/// <param name="Findings">What speaks against it; empty exactly when the path is valid.</param>
internal sealed record PathResult(IReadOnlyList<ParsedCertificate> Path, IReadOnlyList<SignatureFinding> Findings)
{
    public bool IsValid => Findings.Count == 0;

    /// <summary>Whether SHA-1 was accepted somewhere in the path because the policy allows it.</summary>
    public bool UsesWeakDigest { get; init; }

    /// <summary>How many signatures the search computed.</summary>
    public int SignatureChecks { get; init; }
}
