using MimeKit;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>A text part that no relay needs to touch.</summary>
internal static class EncodedTextPart
{
    public static TextPart Create(string subtype, string text)
    {
        var part = new TextPart(subtype);
        part.ContentType.Charset = "utf-8";
        part.Content = new MimeContent(ByteSource.From(QuotedPrintable.Encode(text)).OpenRead(), ContentEncoding.QuotedPrintable);
        part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        return part;
    }
}
