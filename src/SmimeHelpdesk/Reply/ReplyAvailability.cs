using System.Globalization;
using SmimeHelpdesk.Text;

namespace SmimeHelpdesk;

/// <summary>What the reply dialog shows: one enum per box, every blocker by recipient, and the cautions.</summary>
public sealed record ReplyAvailability
{
    /// <summary>The Sign box.</summary>
    public required SignAvailability Sign { get; init; }

    /// <summary>
    /// The Encrypt box; the first blocker of any recipient when not available. With <see cref="MixedRecipients.Split"/> it is available as
    /// soon as one recipient can be encrypted to.
    /// </summary>
    public required EncryptAvailability Encrypt { get; init; }

    /// <summary>Every recipient with its own state, To before Cc before Bcc.</summary>
    public IReadOnlyList<RecipientAvailability> Recipients { get; init; } = [];

    /// <summary>
    /// What the dialog ticks by itself, of what is available: Encrypt when the inbound message was encrypted, Sign when the mailbox signs
    /// (<see cref="ReplyDefaults"/>).
    /// </summary>
    public ReplyProtection Suggested { get; init; }

    /// <summary>
    /// Whether a reply without encryption needs the agent's consent (<see cref="ReplyDraft.AllowPlaintextReply"/>), because the inbound
    /// message was encrypted.
    /// </summary>
    public bool PlaintextNeedsConsent { get; init; }

    /// <summary>What is worth knowing beside the boxes.</summary>
    public IReadOnlyList<SmimeCaution> Cautions { get; init; } = [];

    /// <summary>Whether Sign can be ticked.</summary>
    public bool CanSign => Sign is SignAvailability.Available;

    /// <summary>Whether Encrypt can be ticked.</summary>
    public bool CanEncrypt => Encrypt is EncryptAvailability.Available;

    /// <summary>Everything that is in the way: for the Sign box and for each recipient one sentence that says what to do.</summary>
    /// <param name="culture">English or German; any other culture gives English.</param>
    /// <returns>The sentences; empty when both boxes can be ticked for everybody.</returns>
    public IReadOnlyList<string> Explain(CultureInfo culture) => AvailabilityText.Sentences(this, culture);
}
