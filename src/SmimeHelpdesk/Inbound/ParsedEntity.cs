using MimeKit;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// A MIME entity together with its bytes as they were received, which is what a signature covers. Disposing it spares the garbage
/// collector MimeKit's finalizers, which cost more than the parsing.
/// </summary>
internal sealed class ParsedEntity : IDisposable
{
    public ParsedEntity(MimeEntity entity, HeaderList headers, ByteSource raw, ByteSource body, IReadOnlyList<ParsedEntity> children)
    {
        Entity = entity;
        Headers = headers;
        Raw = raw;
        Body = body;
        Children = children;
    }

    public MimeEntity Entity { get; }

    /// <summary>All header fields of this level: the message's own at the top of a message, the entity's elsewhere.</summary>
    public HeaderList Headers { get; }

    /// <summary>The whole entity, header included, without the line break that belongs to the boundary after it.</summary>
    public ByteSource Raw { get; }

    /// <summary>The entity's body, still in its transfer encoding.</summary>
    public ByteSource Body { get; }

    /// <summary>The parts of a multipart, in order; empty for anything else.</summary>
    public IReadOnlyList<ParsedEntity> Children { get; }

    public ContentType ContentType => Entity.ContentType;

    public void Dispose()
    {
        Entity.Dispose();
        foreach (ParsedEntity child in Children)
        {
            child.Dispose();
        }
    }
}
