using System.Buffers;

namespace SmimeHelpdesk.Fuzz.Mutation;

/// <summary>One element of DER or BER, in a form that can be changed and written again with lengths that are right.</summary>
internal sealed class DerElement
{
    private const int MaximumDepth = 40;
    private const int MaximumElements = 4000;
    private const byte Constructed = 0x20;

    /// <summary>The octets of the tag.</summary>
    public required byte[] Tag { get; set; }

    /// <summary>What is in it when it has no elements.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>The elements in it, also those that an OCTET STRING or BIT STRING holds; null for none.</summary>
    public List<DerElement>? Children { get; set; }

    /// <summary>What stands before the elements: the count of unused bits of a BIT STRING.</summary>
    public byte[] Prefix { get; init; } = [];

    public bool IsIndefinite { get; set; }

    /// <summary>The length as it shall be written, right or wrong; null for the right one.</summary>
    public byte[]? WrittenLength { get; set; }

    /// <summary>The elements that the bytes consist of, without a rest; null when they do not.</summary>
    public static List<DerElement>? TryReadAll(ReadOnlySpan<byte> octets)
    {
        int budget = MaximumElements;
        return octets.Length > 1 ? TryRead(octets, 0, ref budget) : null;
    }

    public static byte[] WriteAll(IEnumerable<DerElement> elements)
    {
        var writer = new ArrayBufferWriter<byte>();
        foreach (DerElement element in elements)
        {
            element.Write(writer);
        }

        return writer.WrittenSpan.ToArray();
    }

    /// <summary>A copy that can be changed on its own.</summary>
    public DerElement Copy() => new()
    {
        Tag = Tag,
        Content = Content,
        Children = Children?.ConvertAll(child => child.Copy()),
        Prefix = Prefix,
        IsIndefinite = IsIndefinite,
        WrittenLength = WrittenLength,
    };

    private static List<DerElement>? TryRead(ReadOnlySpan<byte> octets, int depth, ref int budget)
    {
        var elements = new List<DerElement>();
        while (octets.Length > 0)
        {
            if (depth > MaximumDepth || --budget < 0 || TryReadOne(octets, depth, ref budget, out int consumed) is not { } element)
            {
                return null;
            }

            elements.Add(element);
            octets = octets[consumed..];
        }

        return elements;
    }

    private static DerElement? TryReadOne(ReadOnlySpan<byte> octets, int depth, ref int budget, out int consumed)
    {
        consumed = 0;
        int tagLength = TagLength(octets);
        if (tagLength == 0 || octets.Length <= tagLength)
        {
            return null;
        }

        byte[] tag = octets[..tagLength].ToArray();
        int first = octets[tagLength];
        int start = tagLength + 1;
        if (first == 0x80)
        {
            return (tag[0] & Constructed) != 0 ? TryReadIndefinite(tag, octets, start, depth, ref budget, out consumed) : null;
        }

        int size = first;
        if (first > 0x80)
        {
            int count = first & 0x7F;
            if (count > 3 || octets.Length < start + count)
            {
                return null;
            }

            size = 0;
            foreach (byte octet in octets.Slice(start, count))
            {
                size = (size << 8) | octet;
            }

            start += count;
        }

        if (octets.Length - start < size)
        {
            return null;
        }

        consumed = start + size;
        return WithContent(tag, octets.Slice(start, size), depth, ref budget);
    }

    private static DerElement? TryReadIndefinite(byte[] tag, ReadOnlySpan<byte> octets, int start, int depth, ref int budget, out int consumed)
    {
        var children = new List<DerElement>();
        consumed = start;
        while (octets.Length - consumed >= 2)
        {
            if (octets[consumed] == 0 && octets[consumed + 1] == 0)
            {
                consumed += 2;
                return new DerElement { Tag = tag, Children = children, IsIndefinite = true };
            }

            if (depth > MaximumDepth || --budget < 0 || TryReadOne(octets[consumed..], depth + 1, ref budget, out int length) is not { } child)
            {
                return null;
            }

            children.Add(child);
            consumed += length;
        }

        return null;
    }

    private static DerElement WithContent(byte[] tag, ReadOnlySpan<byte> content, int depth, ref int budget)
    {
        bool isBitString = tag[0] == 0x03 && content is [0, 0x30, ..];
        bool mayHold = (tag[0] & Constructed) != 0 || isBitString || (tag[0] is 0x04 or 0x80 && content is [0x30 or 0x04 or 0x02 or 0x03 or 0x16, ..]);
        int prefix = isBitString ? 1 : 0;
        return mayHold && TryRead(content[prefix..], depth + 1, ref budget) is { } children
            ? new DerElement { Tag = tag, Children = children, Prefix = content[..prefix].ToArray() }
            : new DerElement { Tag = tag, Content = content.ToArray() };
    }

    private static int TagLength(ReadOnlySpan<byte> octets)
    {
        if (octets.Length == 0 || (octets[0] & 0x1F) != 0x1F)
        {
            return octets.Length == 0 ? 0 : 1;
        }

        int length = 1;
        while (length < octets.Length && length < 5 && (octets[length] & 0x80) != 0)
        {
            length++;
        }

        return length < octets.Length ? length + 1 : 0;
    }

    private void Write(ArrayBufferWriter<byte> writer)
    {
        byte[] content = Children is null ? Content : [.. Prefix, .. WriteAll(Children)];
        writer.Write<byte>(Tag);
        byte[] right = IsIndefinite ? [0x80] : Length(content.Length);
        writer.Write<byte>(WrittenLength ?? right);
        writer.Write<byte>(content);
        if (IsIndefinite)
        {
            writer.Write<byte>([0, 0]);
        }
    }

    private static byte[] Length(int length) => length switch
    {
        < 0x80 => [(byte)length],
        < 0x100 => [0x81, (byte)length],
        < 0x10000 => [0x82, (byte)(length >> 8), (byte)length],
        _ => [0x83, (byte)(length >> 16), (byte)(length >> 8), (byte)length],
    };
}
