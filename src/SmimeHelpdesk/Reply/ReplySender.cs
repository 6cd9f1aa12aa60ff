using MimeKit;
using SmimeHelpdesk.Reply.Mime;

namespace SmimeHelpdesk.Reply;

/// <summary>Who the reply is from.</summary>
internal sealed record ReplySender(string DisplayName, string Address)
{
    /// <summary>The mailbox, under the name that the draft gives it.</summary>
    /// <exception cref="ArgumentException">The name cannot stand in a header field, or the mailbox's address not in a protected message.</exception>
    public static ReplySender Create(ReplyDraft draft, Mailbox mailbox)
    {
        ReplyRecipient own = ReplyRecipient.Read(mailbox.Address, RecipientField.To)
            ?? throw new ArgumentException("The mailbox's address is not one plain address in ASCII.", nameof(mailbox));
        return new ReplySender(draft.SenderName is { } name ? CleanText.RequireLine(name) : string.Empty, own.Address);
    }

    public MailboxAddress ToMailbox() => new(string.Empty, Address);
}
