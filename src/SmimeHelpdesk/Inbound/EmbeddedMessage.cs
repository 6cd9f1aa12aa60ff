using MimeKit;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>A message that is a part of another one.</summary>
internal static class EmbeddedMessage
{
    private const int MaximumHeaderLength = 512 << 10;

    public static bool Is(ParsedEntity part) =>
        part.ContentType.IsMimeType("message", "rfc822") || part.ContentType.IsMimeType("message", "global") || part.ContentType.IsMimeType("message", "news");

    /// <summary>Its header, without reading the rest of it.</summary>
    public static ParsedEntity ReadHeader(ParsedEntity part)
    {
        using Stream stream = TransferEncoding.OpenRead(part);
        byte[] start = new byte[(int)Math.Min(MaximumHeaderLength, part.Body.Length)];
        int length = stream.ReadAtLeast(start, start.Length, false);
        return RawMime.HeaderOnly(ByteSource.From(start.AsMemory(0, length)));
    }
}
