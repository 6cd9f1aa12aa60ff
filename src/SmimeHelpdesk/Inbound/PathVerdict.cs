namespace SmimeHelpdesk;

/// <summary>Whether the signer's certificate had a valid path to a trust anchor at one instant (RFC 5280 section 6). Data only.</summary>
public sealed record PathVerdict
{
    /// <summary>The instant that the path was validated for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><see cref="SignatureStatus.Valid"/> when there was a valid path; never <see cref="SignatureStatus.Unsigned"/>.</summary>
    public required SignatureStatus Status { get; init; }

    /// <summary>What spoke against it, the headline first; empty when valid.</summary>
    public IReadOnlyList<SignatureFinding> Findings { get; init; } = [];
}
