using MimeKit;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>A text part that no relay needs to touch.</summary>
internal static class EncodedTextPart
{
    public static TextPart Create(string subtype, string text)
    {
        var part = new TextPart(subtype);
        part.ContentType.Charset = "utf-8";
        part.Content = new MimeContent(new MemoryStream(QuotedPrintable.Encode(text), writable: false), ContentEncoding.QuotedPrintable);
        part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        return part;
    }
}
