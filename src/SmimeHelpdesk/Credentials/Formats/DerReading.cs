using System.Formats.Asn1;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>
/// Steps that the readers have in common. The reader beneath gives views on the input instead of copies, so that a key leaves no
/// trace, and does not recurse, so that nesting costs nothing.
/// </summary>
internal static class DerReading
{
    private const int MaximumSegmentDepth = 8;

    public static AsnReader Reader(ReadOnlyMemory<byte> encoded) => new(encoded, AsnEncodingRules.BER);

    public static bool IsNext(this AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);

    public static bool IsNextContext(this AsnReader reader, int number) =>
        reader.HasData && reader.PeekTag() is { TagClass: TagClass.ContextSpecific } tag && tag.TagValue == number;

    /// <summary>A count that must be at least one; more than 2^31 is beyond every bound.</summary>
    public static int ReadCount(this AsnReader reader)
    {
        System.Numerics.BigInteger value = reader.ReadInteger();
        if (value.Sign <= 0)
        {
            throw new CmsFormatException("A count is not positive.");
        }

        return value <= int.MaxValue ? (int)value : throw new LimitExceededException(nameof(SmimeLimits.MaximumKdfIterations));
    }

    /// <summary>An octet string, by default universal; the segments of a constructed one joined in a buffer that will be zeroed.</summary>
    public static ReadOnlyMemory<byte> ReadOctets(this AsnReader reader, SecretBuffers secrets, Asn1Tag? tag = null)
    {
        if (reader.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> octets, tag))
        {
            return octets;
        }

        var segments = new List<ReadOnlyMemory<byte>>();
        Collect(Content(reader), segments, 1);
        byte[] joined = secrets.Octets(segments.Sum(segment => segment.Length));
        int offset = 0;
        foreach (ReadOnlyMemory<byte> segment in segments)
        {
            segment.CopyTo(joined.AsMemory(offset));
            offset += segment.Length;
        }

        return joined;
    }

    private static void Collect(AsnReader reader, List<ReadOnlyMemory<byte>> segments, int depth)
    {
        LimitExceededException.ThrowIfAbove(depth, MaximumSegmentDepth);
        while (reader.HasData)
        {
            if (reader.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> segment))
            {
                segments.Add(segment);
            }
            else
            {
                Collect(Content(reader), segments, depth + 1);
            }
        }
    }

    private static AsnReader Content(AsnReader reader)
    {
        ReadOnlyMemory<byte> element = reader.ReadEncodedValue();
        AsnDecoder.ReadEncodedValue(element.Span, AsnEncodingRules.BER, out int offset, out int length, out _);
        return Reader(element.Slice(offset, length));
    }
}
