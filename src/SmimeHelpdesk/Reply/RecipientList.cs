namespace SmimeHelpdesk.Reply;

/// <summary>Whom a reply goes to, To before Cc before Bcc, each address once.</summary>
internal static class RecipientList
{
    // Reply-To is the sender's to write; more than a handful of addresses is somebody using the desk to write to others.
    private const int MaximumReplyTo = 16;

    /// <summary>The recipients that the host names; without a To, those that the inbound message names.</summary>
    /// <exception cref="ArgumentException">The host names something that is no plain addr-spec, or too many.</exception>
    public static IReadOnlyList<ReplyRecipient> Resolve(ReplyContext context, ReplyRecipients? recipients, SmimeLimits limits)
    {
        IEnumerable<ReplyRecipient> to = recipients is { To.Count: > 0 } ? Read(recipients.To, RecipientField.To) : FromContext(context);
        IEnumerable<ReplyRecipient> others = recipients is null ? [] : Read(recipients.Cc, RecipientField.Cc).Concat(Read(recipients.Bcc, RecipientField.Bcc));
        List<ReplyRecipient> all = [.. to.Concat(others).DistinctBy(recipient => recipient.Key)];
        return all.Count <= limits.MaximumRecipients
            ? all
            : throw new ArgumentException("The reply has more recipients than the policy's limit.", nameof(recipients));
    }

    private static IEnumerable<ReplyRecipient> Read(IReadOnlyList<string> addresses, RecipientField field) => addresses.Select(address =>
        ReplyRecipient.Read(address, field) ?? throw new ArgumentException("A recipient is not one plain address in ASCII such as alice@customer.example.", nameof(addresses)));

    private static List<ReplyRecipient> FromContext(ReplyContext context)
    {
        List<ReplyRecipient> replyTo = [.. context.ReplyTo.Take(MaximumReplyTo).Select(address => ReplyRecipient.Read(address, RecipientField.To)).OfType<ReplyRecipient>()];
        return replyTo.Count > 0 ? replyTo : ReplyRecipient.Read(context.From, RecipientField.To) is { } author ? [author] : [];
    }
}
