using Org.BouncyCastle.Asn1;

namespace SmimeHelpdesk.Tests.Cms.Forge;

/// <summary>ASN.1 put together by hand, so that it can be wrong in any way.</summary>
internal static class Ber
{
    public static byte[] Null { get; } = [5, 0];

    public static byte[] Sequence(params byte[][] parts) => Element(0x30, parts);

    public static byte[] Set(params byte[][] parts) => Element(0x31, parts);

    /// <summary>In the order that DER demands.</summary>
    public static byte[] SortedSet(IEnumerable<byte[]> parts) => Set([.. parts.OrderBy(Convert.ToHexString, StringComparer.Ordinal)]);

    public static byte[] Octets(byte[] content) => Element(0x04, content);

    public static byte[] Bits(byte[] content) => Element(0x03, [0], content);

    public static byte[] Integer(long value) => DerInteger.ValueOf(value).GetEncoded();

    public static byte[] Oid(string oid) => new DerObjectIdentifier(oid).GetEncoded();

    /// <summary>A constructed context tag.</summary>
    public static byte[] Context(int number, params byte[][] parts) => Element((byte)(0xA0 | number), parts);

    /// <summary>A primitive context tag.</summary>
    public static byte[] ContextOctets(int number, byte[] content) => Element((byte)(0x80 | number), content);

    public static byte[] Algorithm(string oid, params byte[][] parameters) => Sequence([Oid(oid), .. parameters]);

    public static byte[] Element(byte tag, params byte[][] parts)
    {
        int length = parts.Sum(part => part.Length);
        byte[] size = length < 0x80 ? [(byte)length]
            : length < 0x100 ? [0x81, (byte)length]
            : length < 0x10000 ? [0x82, (byte)(length >> 8), (byte)length]
            : [0x84, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];
        return [tag, .. size, .. parts.SelectMany(part => part)];
    }

    /// <summary>With an end marker in place of a length.</summary>
    public static byte[] Indefinite(byte tag, params byte[][] parts) => [tag, 0x80, .. parts.SelectMany(part => part), 0, 0];

    /// <summary>Octets in segments, as streaming writers send them.</summary>
    public static byte[] Streamed(byte tag, byte[] content, int segment) => Indefinite(tag, [.. content.Chunk(segment).Select(Octets)]);

    /// <summary>An element under another tag.</summary>
    public static byte[] Retagged(byte tag, byte[] element) => [tag, .. element.AsSpan(1)];
}
