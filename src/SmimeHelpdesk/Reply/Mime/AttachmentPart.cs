using System.Text;
using MimeKit;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Makes a part for an attachment, without its content: base64, and named so that nothing can hide in the name.</summary>
internal static class AttachmentPart
{
    private const int MaximumNameLength = 200;

    /// <summary>Makes the part.</summary>
    /// <exception cref="ArgumentException">The name, type or identifier is not acceptable.</exception>
    public static MimePart Create(DraftAttachment attachment, bool isInline)
    {
        var part = new MimePart(Type(attachment.ContentType))
        {
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new ContentDisposition(isInline ? ContentDisposition.Inline : ContentDisposition.Attachment),
        };
        string name = BaseName(attachment.FileName);
        if (Ascii.IsValid(name))
        {
            part.FileName = name;
        }
        else
        {
            DispositionField.Set(part, name);
        }

        if (attachment.ContentId is { } identifier)
        {
            part.ContentId = RequireIdentifier(identifier);
        }

        return part;
    }

    // RFC 2046 forbids base64 for a message and for a multipart, and 7 bit is all that may be signed (RFC 8551 section 3.1.3). As a
    // file it travels whole.
    private static ContentType Type(string text)
    {
        if (!ContentType.TryParse(text, out ContentType? parsed))
        {
            throw new ArgumentException("An attachment's content type is not a media type such as application/pdf.", nameof(text));
        }

        bool isContainer = parsed.IsMimeType("message", "*") || parsed.IsMimeType("multipart", "*");
        var type = isContainer ? new ContentType("application", "octet-stream") : new ContentType(parsed.MediaType, parsed.MediaSubtype);

        // No other parameter passes: a header-protection one would change what the recipient's program takes for the header.
        if (!isContainer && parsed.Charset is { } charset && charset.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            type.Charset = charset;
        }

        return type;
    }

    private static string BaseName(string fileName)
    {
        string name = CleanText.RequireLine(fileName);
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return name.Length is > 0 and <= MaximumNameLength && name is not ("." or "..")
            ? name
            : throw new ArgumentException("An attachment needs a file name.", nameof(fileName));
    }

    private static string RequireIdentifier(string identifier) =>
        identifier.Length is > 0 and <= MaximumNameLength && identifier.All(c => c is > ' ' and < '\x7F' and not ('<' or '>'))
            ? identifier
            : throw new ArgumentException("A content identifier is printable ASCII without blanks and angle brackets.", nameof(identifier));
}
