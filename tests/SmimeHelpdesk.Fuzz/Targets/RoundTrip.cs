using System.Text.Json;
using System.Text.RegularExpressions;
using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Fuzz.Seeds;
using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Fuzz.Targets;

/// <summary>What a draft must be after it was composed and opened, apart from what the reader drops of any text as unfit to be shown.</summary>
internal static partial class RoundTrip
{
    public static void Check(ReplyDraft draft, OpenedMessage opened)
    {
        Same(HeaderText.Clean(draft.Subject ?? "Re: " + ReplyWorld.InboundSubject), opened.Headers.Subject, "a Subject arrives as written");
        CheckTexts(draft, opened.Content);
        CheckAttachments(draft, opened.Content);
    }

    private static void CheckTexts(ReplyDraft draft, MessageContent content)
    {
        string text = BodyText.Clean(draft.IsFlowed ? WithoutControls(draft.TextBody ?? string.Empty) : draft.TextBody ?? string.Empty);

        // Beside a blank text the reader shows that of the HTML.
        // A byte order mark that is the author's own moves from the beginning of the part, where it would be dropped.
        bool isMarked = draft.TextBody?.StartsWith('\uFEFF') ?? false;
        if (!isMarked && (!string.IsNullOrWhiteSpace(text) || draft.HtmlBody is null))
        {
            text = draft.IsFlowed ? string.Join('\n', text.Split('\n').Select(Paragraph)) : text;
            Same(string.IsNullOrWhiteSpace(text) ? string.Empty : text.TrimStart('\n').TrimEnd(), content.TextBody, "a text arrives as written");
        }

        // An element of the class that RFC 9788 reserves is taken for the copied fields.
        if (draft.HtmlBody is { } html && !ReservedElement().IsMatch(BodyText.Clean(html)))
        {
            bool isThere = content.HtmlBody is { } shown && shown.Contains(BodyText.Clean(html), StringComparison.Ordinal);
            BrokenInvariantException.ThrowUnless(isThere, "HTML arrives as written", JsonSerializer.Serialize(new[] { html, content.HtmlBody }));
        }
    }

    private static string WithoutControls(string text) => new([.. text.Where(c => !char.IsControl(c) || c is '\t' or '\n' or '\r' or '\f' or '\u0085')]);

    // RFC 3676: marks of quotes stand together and before a blank, and blanks at the end of a line mean something else.
    private static string Paragraph(string line)
    {
        string content = line.TrimStart('>');
        int depth = line.Length - content.Length;
        content = depth > 0 && content.StartsWith(' ') ? content[1..] : content;
        content = depth == 0 && content == "-- " ? content : content.TrimEnd();
        return new string('>', depth) + (depth > 0 && content.Length > 0 ? " " : string.Empty) + content;
    }

    private static void CheckAttachments(ReplyDraft draft, MessageContent content)
    {
        // Old programs write encoded words into parameters, against RFC 2047 section 5; readers take a name that looks like one for one.
        if (draft.Attachments.Any(attachment => attachment.FileName.Contains("=?", StringComparison.Ordinal)))
        {
            return;
        }

        var names = new AttachmentName();
        IEnumerable<DraftAttachment> inOrder = draft.Attachments.OrderByDescending(attachment => draft.HtmlBody is not null && attachment.ContentId is not null);
        string[] expected = [.. inOrder.Select(attachment => names.Next(BaseName(attachment.FileName), TypeOf(attachment)) + " " + Convert.ToHexString(attachment.Content.Span))];
        string[] actual = [.. content.Attachments.Select(attachment => attachment.FileName + " " + Convert.ToHexString(OpenedChecks.Read(attachment)))];
        Same(string.Join('\n', expected), string.Join('\n', actual), "attachments arrive as they were");
    }

    private static string BaseName(string fileName) => fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();

    private static string TypeOf(DraftAttachment attachment)
    {
        string type = attachment.ContentType.Split(';')[0].Trim().ToLowerInvariant();
        return type.StartsWith("message/", StringComparison.Ordinal) || type.StartsWith("multipart/", StringComparison.Ordinal) ? "application/octet-stream" : type;
    }

    private static void Same(string expected, string actual, string invariant) =>
        BrokenInvariantException.ThrowUnless(string.Equals(expected, actual, StringComparison.Ordinal), invariant, JsonSerializer.Serialize(new[] { expected, actual }));

    [GeneratedRegex("<div[^>]*header-protection-legacy-display", RegexOptions.IgnoreCase)]
    private static partial Regex ReservedElement();
}
