using MimeKit;
using MimeKit.Tnef;

namespace SmimeHelpdesk.Inbound;

/// <summary>Takes the files out of Outlook's winmail.dat; one that cannot be read is listed as it is.</summary>
internal static class TnefContents
{
    private const long MaximumLength = 32 << 20;

    public static bool TryAdd(ParsedEntity part, ContentBuilder content)
    {
        if (part.Body.Length > MaximumLength)
        {
            return false;
        }

        try
        {
            using Stream stream = RawMime.Decode(part, content.Limits).OpenRead();
            using var tnef = new TnefPart { Content = new MimeContent(stream) };
            FoundAttachment[] found = [.. tnef.ExtractAttachments().Take(content.Limits.MaximumParts).Select(entity => Read(entity, part, content)).OfType<FoundAttachment>()];
            Array.ForEach(found, content.Attach);
            return found.Length > 0;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
    }

    private static FoundAttachment? Read(MimeEntity entity, ParsedEntity part, ContentBuilder content)
    {
        using MimeEntity owned = entity;
        using var bytes = new MemoryStream();
        if (entity is MimePart { Content: { } body })
        {
            body.DecodeTo(bytes);
        }
        else
        {
            entity.WriteTo(FormatOptions.Default, bytes, true);
        }

        // The letter itself is in the mail's own text part; it is used only when there is none.
        string? name = entity.ContentDisposition?.FileName ?? entity.ContentType.Name;
        if (entity is TextPart text && name is null && !text.IsAttachment && (text.IsPlain || text.IsHtml))
        {
            content.AddSpareText(BodyText.Clean(text.IsHtml ? HtmlText.Render(text.Text) : text.Text), part);
            return null;
        }

        byte[] file = bytes.ToArray();
        return new FoundAttachment(name, FoundAttachment.MediaType(entity.ContentType), FoundAttachment.ContentIdOf(entity), file.Length, () => new MemoryStream(file, false), part);
    }
}
