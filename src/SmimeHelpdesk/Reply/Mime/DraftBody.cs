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

    private DraftBody(ReplyDraft draft, IReadOnlyList<string> legacy)
    {
        ILookup<bool, DraftAttachment> byPlace = draft.Attachments.ToLookup(attachment => draft.HtmlBody is not null && attachment.ContentId is not null);
        List<DraftAttachment> inline = [.. byPlace[true]];
        _textLength = (draft.TextBody?.Length ?? 0) + (draft.HtmlBody?.Length ?? 0) + (draft.Calendar?.Content.Length ?? 0);
        MimeEntity body = Text(draft, inline, legacy);
        List<MimePart> attachments = [.. byPlace[false].Select(attachment => Attach(attachment, isInline: false))];
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
    public int EstimateLength() => checked((int)((_textLength * 9 / 8) + (AttachedLength * 11 / 8) + 2048));

    /// <summary>Makes the entity.</summary>
    /// <param name="draft">What the agent wrote.</param>
    /// <param name="legacy">The fields to show in the text as well, because they are hidden outside (RFC 9788 section 5.2.2).</param>
    public static DraftBody Create(ReplyDraft draft, IReadOnlyList<string> legacy) => new(draft, legacy);

    // What a recipient's program understands best comes last (RFC 2046 section 5.1.4); a calendar that it does not know leaves the text.
    private MimeEntity Text(ReplyDraft draft, List<DraftAttachment> inline, IReadOnlyList<string> legacy)
    {
        List<MimeEntity> forms = [];
        if (draft.HtmlBody is null || draft.TextBody is not null)
        {
            forms.Add(Plain(draft, legacy));
        }

        if (draft.HtmlBody is { } html)
        {
            forms.Add(Related(Html(html, legacy), inline));
        }

        if (draft.Calendar is { } calendar)
        {
            forms.Add(CalendarPart.Create(calendar));
        }

        return forms is [MimeEntity only] ? only : new MultipartAlternative([.. forms]);
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

    private static TextPart Plain(ReplyDraft draft, IReadOnlyList<string> legacy)
    {
        string text = draft.TextBody ?? string.Empty;
        text = draft.IsFlowed ? FlowedLines.Write(text) : text;
        TextPart part = EncodedTextPart.Create("plain", string.Concat(legacy.Select(field => field + "\r\n")) + (legacy.Count > 0 ? "\r\n" : string.Empty) + text);
        if (draft.IsFlowed)
        {
            part.ContentType.Parameters.Add("format", "flowed");
        }

        return Marked(part, legacy);
    }

    private static TextPart Html(string html, IReadOnlyList<string> legacy)
    {
        string document = HtmlDocument.Complete(html);
        return Marked(EncodedTextPart.Create("html", legacy.Count == 0 ? document : HtmlDocument.WithLegacyDisplay(document, legacy)), legacy);
    }

    private static TextPart Marked(TextPart part, IReadOnlyList<string> legacy)
    {
        if (legacy.Count > 0)
        {
            part.ContentType.Parameters.Add("hp-legacy-display", "1");
        }

        return part;
    }
}
