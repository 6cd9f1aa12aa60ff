namespace SmimeHelpdesk.Reply;

/// <summary>Everything that the two boxes depend on.</summary>
internal sealed record AvailabilityFacts
{
    public required DateTimeOffset At { get; init; }

    public required SmimePolicy Policy { get; init; }

    /// <summary>What the inbound message's signature allows (<see cref="ReplyContext.Encrypt"/>).</summary>
    public required EncryptAvailability Inbound { get; init; }

    /// <summary>Whether the inbound message was encrypted, or anything of it.</summary>
    public bool InboundWasEncrypted { get; init; }

    /// <summary>What the mailbox ticks by itself.</summary>
    public ReplyDefaults Defaults { get; init; } = ReplyDefaults.Default;

    /// <summary>Whether the mailbox can read its own copy of what it encrypts.</summary>
    public bool HasOwnCopy { get; init; } = true;

    /// <summary>The inbound message's cautions.</summary>
    public IReadOnlyList<SmimeCaution> InboundCautions { get; init; } = [];

    public IReadOnlyList<SigningFacts> Credentials { get; init; } = [];

    public IReadOnlyList<RecipientFacts> Recipients { get; init; } = [];
}
