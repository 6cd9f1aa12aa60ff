using MimeKit;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>
/// A draft as a MIME entity that is safe to transfer before anything is signed: 7 bit, short lines, nothing that a relay would
/// rewrite (RFC 8551 section 3.1.3). Attachments stay where the draft has them.
/// </summary>
internal sealed class DraftBody
{
    private readonly Dictionary<MimePart, DraftAttachment> _attachments = [];
    private readonly long _textLength;

    private DraftBody(ReplyDraft draft, string? legacySubject)
    {
        List<DraftAttachment> inline = draft.HtmlBody is null ? [] : [.. draft.Attachments.Where(attachment => attachment.ContentId is not null)];
        _textLength = (draft.TextBody?.Length ?? 0) + (draft.HtmlBody?.Length ?? 0);
        MimeEntity body = Text(draft, inline, legacySubject);
        List<MimePart> attachments = [.. draft.Attachments.Except(inline).Select(attachment => Attach(attachment, isInline: false))];
        Entity = attachments.Count == 0 ? body : new Multipart("mixed", [body, .. attachments]);
    }

    public MimeEntity Entity { get; }

    /// <summary>The parts whose content is an attachment's, to be encoded as base64; all others have theirs encoded.</summary>
    public IReadOnlyDictionary<MimePart, DraftAttachment> Attachments => _attachments;

    /// <summary>Whether an attachment comes from a stream that is opened anew each time.</summary>
    public bool HasStreams => _attachments.Values.Any(attachment => attachment.OpenContent is not null);

    /// <summary>How many bytes of attachments are in memory.</summary>
    public long AttachedLength => _attachments.Values.Sum(attachment => (long)attachment.Content.Length);

    /// <summary>About how long the entity will be when it is written, for a body without streams; rather too much than too little.</summary>
    public int EstimateLength() => checked((int)((_textLength * 5 / 4) + (AttachedLength * 3 / 2) + 4096));

    /// <summary>Makes the entity.</summary>
    /// <param name="draft">What the agent wrote.</param>
    /// <param name="legacySubject">The Subject to show in the text as well, because it is hidden outside (RFC 9788 section 5.2.2); null for none.</param>
    public static DraftBody Create(ReplyDraft draft, string? legacySubject) => new(draft, legacySubject);

    private MimeEntity Text(ReplyDraft draft, List<DraftAttachment> inline, string? legacySubject)
    {
        if (draft.HtmlBody is null)
        {
            return Plain(draft.TextBody ?? string.Empty, legacySubject);
        }

        MimeEntity html = Related(Html(draft.HtmlBody, legacySubject), inline);
        return draft.TextBody is null ? html : new MultipartAlternative(Plain(draft.TextBody, legacySubject), html);
    }

    private MimeEntity Related(TextPart html, List<DraftAttachment> inline)
    {
        if (inline.Count == 0)
        {
            return html;
        }

        var related = new Multipart("related") { html };
        related.ContentType.Parameters.Add("type", "text/html");
        inline.ForEach(attachment => related.Add(Attach(attachment, isInline: true)));
        return related;
    }

    private MimePart Attach(DraftAttachment attachment, bool isInline)
    {
        MimePart part = AttachmentPart.Create(attachment, isInline);
        _attachments.Add(part, attachment);
        return part;
    }

    private static TextPart Plain(string text, string? legacySubject) =>
        Part("plain", legacySubject is null ? text : "Subject: " + legacySubject + "\r\n\r\n" + text, legacySubject is not null);

    private static TextPart Html(string html, string? legacySubject)
    {
        string document = HtmlDocument.Complete(html);
        return Part("html", legacySubject is null ? document : HtmlDocument.WithLegacyDisplay(document, legacySubject), legacySubject is not null);
    }

    private static TextPart Part(string subtype, string text, bool hasLegacyDisplay)
    {
        var part = new TextPart(subtype);
        part.ContentType.Charset = "utf-8";
        if (hasLegacyDisplay)
        {
            part.ContentType.Parameters.Add("hp-legacy-display", "1");
        }

        part.Content = new MimeContent(new MemoryStream(QuotedPrintable.Encode(text), writable: false), ContentEncoding.QuotedPrintable);
        part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        return part;
    }
}
