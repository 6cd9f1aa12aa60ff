using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>
/// A piece of DER whose length is known before it is written: lengths are always definite, because programs exist that read nothing
/// else, and large content is streamed from where it is.
/// </summary>
internal sealed class DerPart : IContent
{
    private readonly Action<Stream> _write;

    private DerPart(long length, Action<Stream> write)
    {
        Length = length;
        _write = write;
    }

    /// <summary>The length of the whole element, header included.</summary>
    public long Length { get; }

    public static DerPart From(Asn1Encodable value) => From(value.GetEncoded(Asn1Encodable.Der));

    /// <summary>An element that is encoded already.</summary>
    public static DerPart From(ReadOnlyMemory<byte> encoded) => new(encoded.Length, output => output.Write(encoded.Span));

    /// <summary>An element that holds others.</summary>
    public static DerPart Constructed(byte tag, params DerPart[] parts) =>
        Element(tag, parts.Sum(part => part.Length), output => Array.ForEach(parts, part => part.WriteTo(output)));

    /// <summary>A SET OF in the order that DER demands (X.690 section 11.6).</summary>
    public static DerPart SetOf(byte tag, IEnumerable<ReadOnlyMemory<byte>> elements) =>
        Constructed(tag, [.. elements.OrderBy(element => element, DerOrder.Instance).Select(From)]);

    /// <summary>An element whose content octets come when it is written.</summary>
    /// <param name="tag">The identifier octet.</param>
    /// <param name="length">How many octets will be written.</param>
    /// <param name="write">Writes exactly that many.</param>
    public static DerPart Element(byte tag, long length, Action<Stream> write)
    {
        byte[] header = Header(tag, length);
        return new DerPart(header.Length + length, output =>
        {
            output.Write(header);
            write(output);
        });
    }

    public void WriteTo(Stream output) => _write(output);

    public byte[] ToArray()
    {
        using var output = new MemoryStream(checked((int)Length));
        WriteTo(output);
        return output.ToArray();
    }

    private static byte[] Header(byte tag, long length)
    {
        if (length < 0x80)
        {
            return [tag, (byte)length];
        }

        int octets = (64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)length) + 7) / 8;
        byte[] header = new byte[2 + octets];
        header[0] = tag;
        header[1] = (byte)(0x80 | octets);
        for (int i = 0; i < octets; i++)
        {
            header[^(i + 1)] = (byte)(length >> (8 * i));
        }

        return header;
    }

    private sealed class DerOrder : IComparer<ReadOnlyMemory<byte>>
    {
        public static DerOrder Instance { get; } = new();

        public int Compare(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceCompareTo(y.Span);
    }
}
