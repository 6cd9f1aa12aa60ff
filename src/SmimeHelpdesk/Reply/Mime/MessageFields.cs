using MimeKit.Utils;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>The header fields of a reply. Bcc is in none of them.</summary>
internal sealed class MessageFields
{
    private readonly IReadOnlyList<HeaderField> _others;
    private readonly HeaderField _inner;
    private readonly HeaderField _outer;

    private MessageFields(IReadOnlyList<HeaderField> others, SubjectLines subject)
    {
        _others = others;
        _inner = HeaderField.Text("Subject", subject.Inner);
        _outer = HeaderField.Text("Subject", subject.Outer);
    }

    /// <summary>What the recipient shall see.</summary>
    public IEnumerable<HeaderField> Inner => _others.Append(_inner);

    /// <summary>What travels in clear.</summary>
    public IEnumerable<HeaderField> Outer => _others.Append(_outer);

    public static MessageFields Create(ReplySender sender, IReadOnlyList<ReplyRecipient> recipients, ReplyContext context, SubjectLines subject, string messageId, DateTimeOffset date)
    {
        List<HeaderField> fields = [HeaderField.Mailbox("From", sender.DisplayName, sender.Address)];
        Add(fields, "To", ",", recipients.Where(recipient => recipient.Field is RecipientField.To).Select(recipient => recipient.Address));
        Add(fields, "Cc", ",", recipients.Where(recipient => recipient.Field is RecipientField.Cc).Select(recipient => recipient.Address));
        fields.Add(new HeaderField("Date", " " + DateUtils.FormatDate(date)));
        fields.Add(new HeaderField("Message-ID", " " + messageId));
        Add(fields, "In-Reply-To", string.Empty, MessageIdentifiers.InReplyTo(context));
        Add(fields, "References", string.Empty, MessageIdentifiers.References(context));
        return new MessageFields(fields, subject);
    }

    private static void Add(List<HeaderField> fields, string name, string separator, IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Length > 0)
        {
            fields.Add(HeaderField.Items(name, separator, all));
        }
    }
}
