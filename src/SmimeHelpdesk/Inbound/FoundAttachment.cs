using MimeKit;

namespace SmimeHelpdesk.Inbound;

/// <summary>A part to be listed, before its name is settled.</summary>
/// <param name="Name">The name that the sender wrote; null when there is none.</param>
/// <param name="ContentType">The media type, lower case.</param>
/// <param name="ContentId">The Content-ID without brackets.</param>
/// <param name="Size">The decoded size.</param>
/// <param name="Open">Opens the decoded bytes.</param>
/// <param name="Source">The part that it is, or was taken out of.</param>
internal sealed record FoundAttachment(string? Name, string ContentType, string? ContentId, long Size, Func<Stream> Open, ParsedEntity Source)
{
    public static FoundAttachment Of(ParsedEntity part) => new(
        NameOf(part),
        MediaType(part.ContentType),
        ContentIdOf(part.Entity),
        TransferEncoding.Measure(part),
        () => TransferEncoding.OpenRead(part),
        part);

    public static string MediaType(ContentType type)
    {
        string name = HeaderText.Clean(type.MimeType, 128).ToLowerInvariant();
        return name.Length == 0 ? "application/octet-stream" : name;
    }

    public static string? ContentIdOf(MimeEntity entity) =>
        HeaderText.Clean(entity.ContentId) is { Length: > 0 } id ? id.Trim('<', '>') : null;

    public MessageAttachment ToAttachment(string name, CidReferences referenced)
    {
        bool isShown = ContentId is not null && ContentType.StartsWith("image/", StringComparison.Ordinal) && referenced.Contains(ContentId);
        return new MessageAttachment(name, ContentType, ContentId, isShown, Size, Open);
    }

    private static string? NameOf(ParsedEntity part)
    {
        string? written = PartLabels.FileName(part);
        if (EmbeddedMessage.Is(part) && string.IsNullOrWhiteSpace(written))
        {
            string subject = HeaderFields.ReadText(EmbeddedMessage.ReadHeader(part).Headers, HeaderId.Subject) ?? string.Empty;

            // A slash in a Subject is no path.
            return subject.Length == 0 ? null : subject.Replace('/', '_').Replace('\\', '_') + ".eml";
        }

        bool isCms = part.ContentType.IsMimeType("application", "pkcs7-mime") || part.ContentType.IsMimeType("application", "x-pkcs7-mime");
        return isCms && string.IsNullOrWhiteSpace(written) ? "smime.p7m" : written;
    }
}
