namespace SmimeHelpdesk;

/// <summary>What the reply dialog shows: one enum per box, every blocker by recipient, and the cautions.</summary>
public sealed record ReplyAvailability
{
    /// <summary>The Sign box.</summary>
    public required SignAvailability Sign { get; init; }

    /// <summary>The Encrypt box; the first blocker of any recipient when not available.</summary>
    public required EncryptAvailability Encrypt { get; init; }

    /// <summary>Every recipient with its own state, To before Cc before Bcc.</summary>
    public IReadOnlyList<RecipientAvailability> Recipients { get; init; } = [];

    /// <summary>What is worth knowing beside the boxes.</summary>
    public IReadOnlyList<SmimeCaution> Cautions { get; init; } = [];

    /// <summary>Whether Sign can be ticked.</summary>
    public bool CanSign => Sign is SignAvailability.Available;

    /// <summary>Whether Encrypt can be ticked.</summary>
    public bool CanEncrypt => Encrypt is EncryptAvailability.Available;
}
