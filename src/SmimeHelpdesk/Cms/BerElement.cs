using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms;

/// <summary>
/// One BER element at its place in a source: found by offsets, so that large content stays where it is, and bounded in depth before
/// anything recursive sees it. Definite and indefinite lengths, primitive and constructed strings.
/// </summary>
internal sealed class BerElement
{
    /// <summary>For what is read without a policy at hand; the default of <see cref="SmimeLimits.MaximumAsn1Depth"/>.</summary>
    public const int DefaultDepth = 64;

    private const int Constructed = 0x20;

    private readonly BerTree _tree;
    private readonly BerHeader _header;
    private readonly long _end;
    private readonly int _depth;
    private long _contentLength;

    private BerElement(BerTree tree, long start, long end, int depth)
    {
        CheckDepth(tree, depth);
        _tree = tree;
        _header = tree.ReadHeader(start, end);
        _end = end;
        _depth = depth;
        _contentLength = _header.ContentLength;
        Start = start;
    }

    /// <summary>The first identifier octet. Tag numbers of 31 and more are in no structure that is read, so the others are not kept.</summary>
    public int Identifier => _header.Identifier;

    public bool IsConstructed => (Identifier & Constructed) != 0;

    public long Start { get; }

    public long ContentStart => Start + _header.Length;

    public long ContentLength => _contentLength >= 0 ? _contentLength : _contentLength = MeasureIndefinite();

    public long TotalLength => _header.Length + ContentLength + (_header.IsIndefinite ? 2 : 0);

    /// <summary>Whether the element is context-specific with this tag number.</summary>
    public bool IsContext(int number) => (Identifier & 0xDF) == (0x80 | number);

    public bool IsSequence => Identifier == 0x30;

    public bool IsSet => Identifier == 0x31;

    public bool IsInteger => Identifier == 0x02;

    public bool IsOctetString => (Identifier & 0xDF) == 0x04;

    public bool IsObjectIdentifier => Identifier == 0x06;

    /// <summary>The element that a source begins with; what comes after it is not looked at.</summary>
    /// <exception cref="CmsFormatException">There is none.</exception>
    public static BerElement Read(ByteSource source, int maximumDepth = DefaultDepth) => new(new BerTree(source, maximumDepth), 0, source.Length, 0);

    /// <summary>The element that an octet string holds, with the depth counted on.</summary>
    public BerElement ReadOctets()
    {
        ByteSource octets = Octets();
        return new BerElement(new BerTree(octets, _tree.MaximumDepth), 0, octets.Length, _depth + 1);
    }

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
            var child = new BerElement(_tree, offset, end, _depth + 1);
            offset += child.TotalLength;
            yield return child;
        }
    }

    /// <summary>The one element within an explicit tag. A second one would be seen by some programs and not by others.</summary>
    public BerElement Only()
    {
        BerElement? only = null;
        foreach (BerElement child in Children())
        {
            only = only is null ? child : throw new CmsFormatException("An explicit tag holds more than one element.");
        }

        return only ?? throw new CmsFormatException("An explicit tag holds nothing.");
    }

    /// <summary>Reads every element within, so that none is too deep or cut off.</summary>
    public void CheckStructure()
    {
        if (!IsConstructed || ContentLength == 0)
        {
            return;
        }

        CheckDepth(_tree, _depth + 1);
        long end = ContentStart + ContentLength;
        for (long offset = ContentStart; offset < end;)
        {
            // An object for each of half a million small elements would cost what they never say.
            BerHeader header = _tree.ReadHeader(offset, end);
            if ((header.Identifier & Constructed) == 0)
            {
                offset += header.Length + header.ContentLength;
                continue;
            }

            var child = new BerElement(_tree, offset, end, _depth + 1);
            child.CheckStructure();
            offset += child.TotalLength;
        }
    }

    /// <summary>The whole element as it was encoded.</summary>
    public ReadOnlyMemory<byte> Encoded(long limit) => _tree.Source.Slice(Start, TotalLength).ToMemory(limit);

    /// <summary>The element's content octets as they were encoded.</summary>
    public ReadOnlyMemory<byte> Content(long limit) => ContentSource().ToMemory(limit);

    /// <summary>The element's content octets, wherever they are.</summary>
    public ByteSource ContentSource() => _tree.Source.Slice(ContentStart, ContentLength);

    /// <summary>The element, parsed; only for what is bounded by <paramref name="limit"/>.</summary>
    public Asn1Object ToAsn1(long limit)
    {
        ReadOnlyMemory<byte> encoded = Encoded(limit);
        CheckStructure();
        try
        {
            return Asn1Object.FromByteArray(encoded.ToArray());
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new CmsFormatException("A structure cannot be read.", exception);
        }
    }

    /// <summary>The octets of an octet string, with the segments of a constructed one joined.</summary>
    public ByteSource Octets()
    {
        if (!IsConstructed)
        {
            return ContentSource();
        }

        var segments = new List<(long Offset, long Length)>();
        CollectSegments(segments);
        return new SegmentedByteSource(_tree.Source, segments);
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

    private long MeasureIndefinite() => _tree.Measured(Start) ?? _tree.Remember(Start, FindEnd() - ContentStart);

    private long FindEnd()
    {
        long offset = ContentStart;
        while (!_tree.IsEndMarker(offset, _end))
        {
            CheckDepth(_tree, _depth + 1);
            BerHeader header = _tree.ReadHeader(offset, _end);
            offset += header.IsIndefinite ? new BerElement(_tree, offset, _end, _depth + 1).TotalLength : header.Length + header.ContentLength;
        }

        return offset;
    }

    private static void CheckDepth(BerTree tree, int depth) => LimitExceededException.ThrowIfAbove(depth, tree.MaximumDepth, nameof(SmimeLimits.MaximumAsn1Depth));
}
