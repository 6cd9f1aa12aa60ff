using MimeKit;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>Parses MIME and keeps each entity's place in the bytes as received.</summary>
internal static class RawMime
{
    /// <summary>
    /// Parses a message, or the MIME entity that a layer held. Text that is no MIME at all becomes one text/plain part. Never throws
    /// for content within the limits.
    /// </summary>
    /// <remarks>
    /// <see cref="ParsedEntity.Entity"/> carries the header alone; parts and content are <see cref="ParsedEntity.Children"/> and
    /// <see cref="Decode"/>.
    /// </remarks>
    /// <exception cref="LimitExceededException">Too large, too deep, too many parts, or a header without end.</exception>
    public static ParsedEntity Parse(ByteSource raw, SmimeLimits limits)
    {
        LimitExceededException.ThrowIfAbove(raw.Length, limits.MaximumMessageSize);
        using var scanner = new MimeScanner(raw, MessageStart.Find(raw), limits);
        return scanner.Scan()?.ToEntity(raw) ?? PlainText(raw);
    }

    /// <summary>The decoded content of a leaf part (base64, quoted-printable, or as it is).</summary>
    /// <exception cref="LimitExceededException">Larger than a message may be.</exception>
    public static ByteSource Decode(ParsedEntity part, SmimeLimits limits) => TransferEncoding.Decode(part, limits);

    /// <summary>The message's header with no content, for a message that is past a limit.</summary>
    public static ParsedEntity HeaderOnly(ByteSource raw)
    {
        var header = new HeaderBlock();
        long start = MessageStart.Find(raw);
        using var line = new LineReader(raw, start);
        bool endedProperly = true;
        while (line.Read())
        {
            HeaderLineKind kind = HeaderLine.Classify(line.Text);
            endedProperly = kind is not HeaderLineKind.Other;
            if (kind is HeaderLineKind.Blank or HeaderLineKind.Other || header.Length > SmimeLimits.Default.MaximumStructureSize || !header.Add(kind, raw, line))
            {
                break;
            }
        }

        MimeEntity entity = header.IsHeader(endedProperly) ? header.ToEntity(MimeOptions.CreateParser(), false) : new TextPart("plain");
        return new ParsedEntity(entity, entity.Headers, raw.Slice(start, line.Start - start), ByteSource.Empty, []);
    }

    private static ParsedEntity PlainText(ByteSource raw)
    {
        var text = new TextPart("plain");
        text.Headers.Clear();
        return new ParsedEntity(text, text.Headers, raw, raw, []);
    }
}
