using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SmimeHelpdesk.EntityFrameworkCore.Model;

/// <summary>Lists of byte strings in one column.</summary>
internal static class ByteLists
{
    /// <summary>Each item after its length, 32 bits, big endian.</summary>
    public static byte[] Join(IReadOnlyList<ReadOnlyMemory<byte>> items)
    {
        byte[] joined = new byte[items.Sum(item => sizeof(int) + item.Length)];
        Span<byte> rest = joined;
        foreach (ReadOnlyMemory<byte> item in items)
        {
            BinaryPrimitives.WriteInt32BigEndian(rest, item.Length);
            item.Span.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + item.Length)..];
        }

        return joined;
    }

    /// <summary>The items; what follows a length that cannot be is left out, as a row that was tampered with must not stop the mailbox.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> joined)
    {
        var items = new List<ReadOnlyMemory<byte>>();
        while (joined.Length >= sizeof(int) && BinaryPrimitives.ReadInt32BigEndian(joined.Span) is var length and >= 0 && length <= joined.Length - sizeof(int))
        {
            items.Add(joined.Slice(sizeof(int), length));
            joined = joined[(sizeof(int) + length)..];
        }

        return items;
    }

    /// <summary>The items' thumbprints, one after the other.</summary>
    public static byte[] JoinThumbprints(IReadOnlyList<ReadOnlyMemory<byte>> items)
    {
        byte[] joined = new byte[items.Count * SHA256.HashSizeInBytes];
        for (int i = 0; i < items.Count; i++)
        {
            SHA256.HashData(items[i].Span, joined.AsSpan(i * SHA256.HashSizeInBytes));
        }

        return joined;
    }

    public static IReadOnlyList<byte[]> SplitThumbprints(byte[] joined) =>
        [.. joined.Chunk(SHA256.HashSizeInBytes).Where(thumbprint => thumbprint.Length == SHA256.HashSizeInBytes)];
}
