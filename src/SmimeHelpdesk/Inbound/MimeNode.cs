using MimeKit;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>An entity while its place in the bytes is being found.</summary>
internal sealed class MimeNode(long begin, MimeNode? parent)
{
    public long Begin { get; } = begin;

    public MimeNode? Parent { get; } = parent;

    public List<MimeNode> Children { get; } = [];

    public long BodyBegin { get; set; } = begin;

    public long End { get; set; }

    /// <summary>The header while it is being read, then null.</summary>
    public HeaderBlock? Header { get; set; } = new();

    /// <summary>The delimiter of an open multipart; null for anything else, and once it has been closed.</summary>
    public byte[]? Boundary { get; set; }

    public MimeEntity? Entity { get; set; }

    public ParsedEntity ToEntity(ByteSource source)
    {
        MimeEntity entity = Entity ?? new TextPart("plain");
        ParsedEntity[] children = [.. Children.Select(child => child.ToEntity(source))];
        return new ParsedEntity(entity, entity.Headers, source.Slice(Begin, End - Begin), source.Slice(BodyBegin, End - BodyBegin), children);
    }
}
