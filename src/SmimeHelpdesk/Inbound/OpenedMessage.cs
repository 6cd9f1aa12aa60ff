namespace SmimeHelpdesk;

/// <summary>
/// A received message, opened: plain content, the verdicts, and what a reply needs. Immutable; dispose it when the attachments
/// have been read.
/// </summary>
public sealed class OpenedMessage : IDisposable
{
    private readonly IDisposable? _owner;

    internal OpenedMessage(IDisposable? owner) => _owner = owner;

    /// <summary>The header fields to show.</summary>
    public required MessageHeaders Headers { get; init; }

    /// <summary>The content to store. Never null, also when nothing could be decrypted or judged.</summary>
    public required MessageContent Content { get; init; }

    /// <summary>The verdict on the signature.</summary>
    public required SignatureVerdict Signature { get; init; }

    /// <summary>The verdict on the encryption.</summary>
    public required EncryptionVerdict Encryption { get; init; }

    /// <summary>
    /// The signed and encrypted parts that are not at the top of the message, each an origin of its own with its own verdict, in the order of
    /// the message. They change nothing above, and nothing of them is in a reply. Empty when there is none.
    /// </summary>
    public IReadOnlyList<ErrantPart> ErrantParts { get; init; } = [];

    /// <summary>Which layers cover what of <see cref="Content"/>.</summary>
    public IReadOnlyList<PartCoverage> Coverage { get; init; } = [];

    /// <summary>What became of the sender's certificate.</summary>
    public required HarvestResult Harvest { get; init; }

    /// <summary>Whether opening the message again later can help, and what it waits for; store it with the ticket, as JSON, while it can.</summary>
    public required MissingPieces Missing { get; init; }

    /// <summary>What a reply needs; store it with the ticket, as JSON.</summary>
    public required ReplyContext ReplyContext { get; init; }

    /// <summary>The text that a reply without encryption may quote, each line marked with <c>&gt; </c>; empty when the message was encrypted.</summary>
    public required string PlaintextQuote { get; init; }

    /// <summary>The line for the ticket's header.</summary>
    public MessageSummary Summary => new(this);

    /// <summary>Releases what the attachments are read from.</summary>
    public void Dispose() => _owner?.Dispose();
}
