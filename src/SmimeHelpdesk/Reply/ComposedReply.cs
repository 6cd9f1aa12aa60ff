namespace SmimeHelpdesk;

/// <summary>
/// A reply, protected exactly as asked, ready to be sent. Dispose it after that: its messages read from what it holds, in memory or,
/// where the policy allows it, in encrypted temporary files.
/// </summary>
/// <param name="Messages">
/// One message; one more for each Bcc recipient; and, encrypted, one for each of the algorithms that the recipients' programs read
/// (RFC 8551 section 2.7.1.2), the same but for the encryption. Send all of them.
/// </param>
/// <param name="Availability">What was available when it was composed.</param>
public sealed record ComposedReply(IReadOnlyList<OutgoingMessage> Messages, ReplyAvailability Availability) : IDisposable
{
    /// <summary>How the messages are protected.</summary>
    public ReplyProtection Protection { get; init; }

    /// <summary>
    /// The recipients that no message goes to, because they cannot be encrypted to and the policy splits the reply
    /// (<see cref="MixedRecipients.Split"/>), each with its reason. Tell the agent; nothing was sent to them in any form.
    /// </summary>
    public IReadOnlyList<RecipientAvailability> LeftOut { get; init; } = [];

    /// <summary>What the messages are read from.</summary>
    internal IDisposable? Owner { get; init; }

    /// <summary>Zeroes and removes what the messages are read from.</summary>
    public void Dispose() => Owner?.Dispose();
}
