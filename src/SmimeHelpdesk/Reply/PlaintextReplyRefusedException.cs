namespace SmimeHelpdesk;

/// <summary>
/// The message that is answered was encrypted and the reply would not be; nothing was composed, and nothing may be sent. Encrypt it, or
/// ask the agent and set <see cref="ReplyDraft.AllowPlaintextReply"/>.
/// </summary>
public sealed class PlaintextReplyRefusedException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="availability">What is available, with the reasons.</param>
    public PlaintextReplyRefusedException(ReplyAvailability availability)
        : base("The message that is answered was encrypted, so a reply that is not needs an explicit consent.") => Availability = availability;

    /// <summary>What is available, with the reasons.</summary>
    public ReplyAvailability Availability { get; }
}
