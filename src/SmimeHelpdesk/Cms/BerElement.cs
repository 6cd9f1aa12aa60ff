using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms;

/// <summary>
/// One BER element at its place in a source: found by offsets, so that large content stays where it is, and bounded in depth before
/// anything recursive sees it. Definite and indefinite lengths, primitive and constructed strings.
/// </summary>
internal sealed class BerElement
{
    private const int MaximumDepth = 64;
    private readonly ByteSource _source;
    private readonly long _end;
    private readonly int _depth;
    private readonly bool _indefinite;
    private long _contentLength;

    private BerElement(ByteSource source, long start, long contentStart, long contentLength, bool indefinite, long end, int identifier, int depth)
    {
        _source = source;
        Start = start;
        ContentStart = contentStart;
        _contentLength = contentLength;
        _indefinite = indefinite;
        _end = end;
        Identifier = identifier;
        _depth = depth;
    }

    /// <summary>The identifier octet; tag numbers of 31 and more are not used by any structure that is read.</summary>
    public int Identifier { get; }

    public bool IsConstructed => (Identifier & 0x20) != 0;

    public long Start { get; }

    public long ContentStart { get; }

    public long ContentLength => _contentLength >= 0 ? _contentLength : _contentLength = MeasureIndefinite();

    public long TotalLength => ContentStart - Start + ContentLength + (_indefinite ? 2 : 0);

    /// <summary>Whether the element is context-specific with this tag number.</summary>
    public bool IsContext(int number) => (Identifier & 0xDF) == (0x80 | number);

    public bool IsSequence => Identifier == 0x30;

    public bool IsSet => Identifier == 0x31;

    public bool IsOctetString => (Identifier & 0xDF) == 0x04;

    public bool IsObjectIdentifier => Identifier == 0x06;

    public static BerElement Read(ByteSource source) => Read(source, 0, source.Length, 0);

    /// <summary>The elements within this one, in order.</summary>
    public IEnumerable<BerElement> Children()
    {
        if (!IsConstructed)
        {
            throw new CmsFormatException("An element that should hold others does not.");
        }

        long offset = ContentStart;
        long end = ContentStart + ContentLength;
        while (offset < end)
        {
            BerElement child = Read(_source, offset, end, _depth + 1);
            offset += child.TotalLength;
            yield return child;
        }
    }

    /// <summary>The whole element as it was encoded.</summary>
    public ReadOnlyMemory<byte> Encoded(long limit) => _source.Slice(Start, TotalLength).ToMemory(limit);

    /// <summary>The element's content octets as they were encoded.</summary>
    public ReadOnlyMemory<byte> Content(long limit) => _source.Slice(ContentStart, ContentLength).ToMemory(limit);

    /// <summary>The element's content octets, wherever they are.</summary>
    public ByteSource ContentSource() => _source.Slice(ContentStart, ContentLength);

    /// <summary>The element, parsed; only for what is bounded by <paramref name="limit"/>.</summary>
    public Asn1Object ToAsn1(long limit)
    {
        try
        {
            return Asn1Object.FromByteArray(Encoded(limit).ToArray());
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or LimitExceededException))
        {
            throw new CmsFormatException("A structure cannot be read.", exception);
        }
    }

    /// <summary>The octets of an octet string, with the segments of a constructed one joined.</summary>
    public ByteSource Octets()
    {
        if (!IsConstructed)
        {
            return _source.Slice(ContentStart, ContentLength);
        }

        var segments = new List<(long Offset, long Length)>();
        CollectSegments(segments);
        return new SegmentedByteSource(_source, segments);
    }

    private void CollectSegments(List<(long Offset, long Length)> segments)
    {
        foreach (BerElement child in Children())
        {
            if (!child.IsOctetString)
            {
                throw new CmsFormatException("A segment of an octet string is something else.");
            }

            if (child.IsConstructed)
            {
                child.CollectSegments(segments);
            }
            else if (child.ContentLength > 0)
            {
                segments.Add((child.ContentStart, child.ContentLength));
            }
        }
    }

    private static BerElement Read(ByteSource source, long offset, long end, int depth)
    {
        LimitExceededException.ThrowIfAbove(depth, MaximumDepth);
        Span<byte> header = stackalloc byte[10];
        int available = source.Read(offset, header[..(int)Math.Min(header.Length, end - offset)]);
        if (available < 2 || (header[0] & 0x1F) == 0x1F)
        {
            throw new CmsFormatException("An element is cut off or has a tag that no known structure uses.");
        }

        int first = header[1];
        if (first < 0x80)
        {
            return Checked(source, offset, offset + 2, first, end, header[0], depth);
        }

        if (first == 0x80)
        {
            return (header[0] & 0x20) != 0
                ? new BerElement(source, offset, offset + 2, -1, true, end, header[0], depth)
                : throw new CmsFormatException("A primitive element has no length.");
        }

        int octets = first & 0x7F;
        if (octets > 8 || available < 2 + octets)
        {
            throw new CmsFormatException("An element's length cannot be read.");
        }

        ulong length = 0;
        foreach (byte octet in header.Slice(2, octets))
        {
            length = (length << 8) | octet;
        }

        return length <= long.MaxValue
            ? Checked(source, offset, offset + 2 + octets, (long)length, end, header[0], depth)
            : throw new CmsFormatException("An element's length cannot be read.");
    }

    private static BerElement Checked(ByteSource source, long start, long contentStart, long length, long end, int identifier, int depth) =>
        length <= end - contentStart
            ? new BerElement(source, start, contentStart, length, false, end, identifier, depth)
            : throw new CmsFormatException("An element is longer than what holds it.");

    private long MeasureIndefinite()
    {
        Span<byte> marker = stackalloc byte[2];
        long offset = ContentStart;
        while (true)
        {
            if (offset + 2 > _end || _source.Read(offset, marker) < 2)
            {
                throw new CmsFormatException("An element of indefinite length does not end.");
            }

            if (marker[0] == 0 && marker[1] == 0)
            {
                return offset - ContentStart;
            }

            offset += Read(_source, offset, _end, _depth + 1).TotalLength;
        }
    }
}
