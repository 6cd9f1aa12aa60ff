using System.Buffers;
using System.Runtime.InteropServices;
using MimeKit;
using MimeKit.Utils;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>Undoes Content-Transfer-Encoding (RFC 2045 section 6): into memory, into a length, or into a stream, always alike.</summary>
internal static class TransferEncoding
{
    // Up to this size decoding once is cheaper than an index, and the memory is small beside the message's own.
    private const long LargestInMemory = 8 << 20;

    public static ByteSource Decode(ParsedEntity part, SmimeLimits limits)
    {
        if (CreateDecoder(part) is not { } decoder)
        {
            return part.Body;
        }

        LimitExceededException.ThrowIfAbove(part.Body.Length, limits.MaximumMessageSize);
        if (decoder is Base64Decoder && part.Body.Length > LargestInMemory)
        {
            return new Base64ByteSource(part.Body);
        }

        long longest = decoder.EstimateLength(part.Body.Length);
        LimitExceededException.ThrowIfAbove(longest, Array.MaxLength);
        byte[] decoded = GC.AllocateUninitializedArray<byte>((int)longest);
        int length = 0;
        if (TryGetArray(part.Body, out ArraySegment<byte> all))
        {
            length = decoder.Decode(all, decoded);
            byte[] end = new byte[decoder.EstimateLength(0)];
            int rest = decoder.Finish(end);
            end.AsSpan(0, rest).CopyTo(decoded.AsSpan(length));
            return ByteSource.From(decoded.AsMemory(0, length + rest));
        }

        Run(part.Body, decoder, (buffer, count) =>
        {
            buffer.AsSpan(0, count).CopyTo(decoded.AsSpan(length));
            length += count;
        });
        return ByteSource.From(decoded.AsMemory(0, length));
    }

    /// <summary>Whether <see cref="Decode"/> keeps nothing of a large body in memory.</summary>
    public static bool IsDecodedInPlace(ParsedEntity part) => CreateDecoder(part) is null or Base64Decoder;

    /// <summary>The decoded length, without keeping what was decoded.</summary>
    public static long Measure(ParsedEntity part)
    {
        if (CreateDecoder(part) is not { } decoder)
        {
            return part.Body.Length;
        }

        long length = 0;
        Run(part.Body, decoder, (_, count) => length += count);
        return length;
    }

    /// <summary>The decoded content as a forward-only stream of constant memory.</summary>
    public static Stream OpenRead(ParsedEntity part) =>
        CreateDecoder(part) is { } decoder ? new DecodingStream(part.Body, decoder) : part.Body.OpenRead();

    private static TransferDecoder? CreateDecoder(ParsedEntity part) => Of(part) switch
    {
        ContentEncoding.Base64 => new Base64Decoder(),
        ContentEncoding.QuotedPrintable => new QuotedPrintableDecoder(),
        ContentEncoding.UUEncode => new MimeKitDecoder(new MimeKit.Encodings.UUDecoder()),
        _ => null,
    };

    // RFC 2045 section 6.4 allows a multipart no encoding; a wrapped message must not have one either, but some gateways do it.
    private static ContentEncoding Of(ParsedEntity part)
    {
        string? label = part.Entity is Multipart ? null : part.Headers[HeaderId.ContentTransferEncoding];
        return label is not null && MimeUtils.TryParse(label.Trim(), out ContentEncoding encoding) ? encoding : ContentEncoding.Default;
    }

    private static void Run(ByteSource body, TransferDecoder decoder, Action<byte[], int> take)
    {
        int longest = (int)decoder.EstimateLength(Math.Min(body.Length, TransferDecoder.ChunkLength));
        byte[] output = ArrayPool<byte>.Shared.Rent(longest);
        if (TryGetArray(body, out ArraySegment<byte> all))
        {
            for (int offset = 0; offset < all.Count; offset += TransferDecoder.ChunkLength)
            {
                take(output, decoder.Decode(all.Slice(offset, Math.Min(TransferDecoder.ChunkLength, all.Count - offset)), output));
            }
        }
        else
        {
            RunFromSource(body, decoder, output, take);
        }

        take(output, decoder.Finish(output));
        PooledBuffer.Return(output, longest);
    }

    private static bool TryGetArray(ByteSource body, out ArraySegment<byte> array)
    {
        array = default;
        return body.TryGetMemory(out ReadOnlyMemory<byte> memory) && MemoryMarshal.TryGetArray(memory, out array);
    }

    private static void RunFromSource(ByteSource body, TransferDecoder decoder, byte[] output, Action<byte[], int> take)
    {
        byte[] input = ArrayPool<byte>.Shared.Rent(TransferDecoder.ChunkLength);
        long offset = 0;
        for (int read; (read = body.Read(offset, input.AsSpan(0, TransferDecoder.ChunkLength))) > 0; offset += read)
        {
            take(output, decoder.Decode(new ArraySegment<byte>(input, 0, read), output));
        }

        PooledBuffer.Return(input, TransferDecoder.ChunkLength);
    }
}
