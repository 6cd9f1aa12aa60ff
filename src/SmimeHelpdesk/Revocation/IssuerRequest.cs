namespace SmimeHelpdesk;

/// <summary>A question for missing issuers. Immutable.</summary>
public sealed record IssuerRequest
{
    /// <summary>The certificate whose issuer is missing, DER. Nobody has vouched for it: its content, URLs included, is its sender's choice.</summary>
    public required ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>The anchors that a path is wanted to.</summary>
    public required TrustAnchors Anchors { get; init; }

    /// <summary>The time at which the issuers are to be valid.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The policy whose bounds and algorithms hold.</summary>
    public SmimePolicy Policy { get; init; } = SmimePolicy.Default;
}
