using MimeKit.Utils;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>The header fields of a reply, inside and outside of its protection. Bcc is in none of them.</summary>
internal sealed class MessageFields
{
    // RFC 5322 section 3.4: an empty group says that there are recipients, and not who.
    private const string Undisclosed = "undisclosed-recipients:;";

    private readonly bool _isEncrypted;
    private readonly ReplyContext _context;
    private readonly List<HeaderField> _inner = [];
    private readonly List<HeaderField> _outer = [];
    private readonly List<string> _legacy = [];

    private MessageFields(ReplyContext context, bool isEncrypted)
    {
        _context = context;
        _isEncrypted = isEncrypted;
    }

    /// <summary>What the recipient shall see.</summary>
    public IReadOnlyList<HeaderField> Inner => _inner;

    /// <summary>What travels in clear.</summary>
    public IReadOnlyList<HeaderField> Outer => _outer;

    /// <summary>What is hidden outside and shown in the text for programs without header protection (RFC 9788 section 5.2.2).</summary>
    public IReadOnlyList<string> Legacy => _legacy;

    public static MessageFields Create(
        ReplyDraft draft, ReplySender sender, IReadOnlyList<ReplyRecipient> recipients, ReplyContext context, SubjectLines subject, bool isEncrypted, DateTimeOffset date)
    {
        var fields = new MessageFields(context, isEncrypted);
        fields.AddSubject(subject);
        fields.Add(HeaderField.Mailbox("From", sender.DisplayName, sender.Address));
        fields.AddRecipients(recipients);
        fields.Add(new HeaderField("Date", " " + DateUtils.FormatDate(date)));
        fields.Add(new HeaderField("Message-ID", " " + MessageIdentifiers.Create(sender.Address)));
        fields.AddReferences();
        foreach (HeaderField field in FurtherFields.Read(draft.HeaderFields))
        {
            fields.Add(field, isHidden: FurtherFields.IsConfidential(field.Name));
        }

        return fields;
    }

    private void AddSubject(SubjectLines subject)
    {
        _inner.Add(HeaderField.Text("Subject", subject.Inner));
        _outer.Add(HeaderField.Text("Subject", subject.Outer));
        if (subject.IsHidden)
        {
            // In flowed text a blank at the end would join the line with the next.
            _legacy.Add(("Subject: " + subject.Inner).TrimEnd());
        }
    }

    // An address that the inbound message named inside its encryption only must not be read from the reply (RFC 9788 section 6.1).
    private void AddRecipients(IReadOnlyList<ReplyRecipient> recipients)
    {
        bool isHidden = _context.Hides("From") || _context.Hides("Reply-To") || _context.Hides("To") || _context.Hides("Cc");
        foreach (IGrouping<RecipientField, ReplyRecipient> group in recipients.Where(recipient => recipient.Field is not RecipientField.Bcc).GroupBy(recipient => recipient.Field).OrderBy(group => group.Key))
        {
            string name = group.Key is RecipientField.To ? "To" : "Cc";
            string[] addresses = [.. group.Select(recipient => recipient.Address)];
            if (!isHidden)
            {
                Add(HeaderField.Items(name, ",", addresses));
            }
            else if (_isEncrypted)
            {
                _inner.Add(HeaderField.Items(name, ",", addresses));
                _legacy.Add(name + ": " + string.Join(", ", addresses));
            }
        }

        // A header without any destination field is what some filters take for unwanted mail.
        if (isHidden)
        {
            HeaderField undisclosed = new("To", " " + Undisclosed);
            _outer.Add(undisclosed);
            if (!_isEncrypted)
            {
                _inner.Add(undisclosed);
            }
        }
    }

    private void AddReferences()
    {
        bool isHidden = _context.Hides("Message-ID") || _context.Hides("References") || _context.Hides("In-Reply-To");
        AddIdentifiers("In-Reply-To", MessageIdentifiers.InReplyTo(_context), isHidden);
        AddIdentifiers("References", MessageIdentifiers.References(_context), isHidden);
    }

    private void AddIdentifiers(string name, IReadOnlyList<string> identifiers, bool isHidden)
    {
        if (identifiers.Count > 0 && (_isEncrypted || !isHidden))
        {
            Add(HeaderField.Items(name, string.Empty, identifiers), isHidden);
        }
    }

    private void Add(HeaderField field) => Add(field, isHidden: false);

    private void Add(HeaderField field, bool isHidden)
    {
        _inner.Add(field);
        if (!isHidden || !_isEncrypted)
        {
            _outer.Add(field);
        }
    }
}
