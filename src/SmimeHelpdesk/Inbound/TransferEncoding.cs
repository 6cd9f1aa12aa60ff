using System.Buffers;
using MimeKit;
using MimeKit.Utils;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>Undoes Content-Transfer-Encoding (RFC 2045 section 6): into memory, into a length, or into a stream, always alike.</summary>
internal static class TransferEncoding
{
    public static ByteSource Decode(ParsedEntity part, SmimeLimits limits)
    {
        if (CreateDecoder(part) is not { } decoder)
        {
            return part.Body;
        }

        LimitExceededException.ThrowIfAbove(part.Body.Length, limits.MaximumMessageSize);
        long longest = decoder.EstimateLength(part.Body.Length);
        LimitExceededException.ThrowIfAbove(longest, Array.MaxLength);
        byte[] decoded = GC.AllocateUninitializedArray<byte>((int)longest);
        int length = 0;
        Run(part.Body, decoder, (buffer, count) =>
        {
            buffer.AsSpan(0, count).CopyTo(decoded.AsSpan(length));
            length += count;
        });
        return ByteSource.From(decoded.AsMemory(0, length));
    }

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
        ContentEncoding.QuotedPrintable => new MimeKitDecoder(new MimeKit.Encodings.QuotedPrintableDecoder()),
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
        byte[] input = ArrayPool<byte>.Shared.Rent(TransferDecoder.ChunkLength);
        byte[] output = new byte[(int)decoder.EstimateLength(TransferDecoder.ChunkLength)];
        long offset = 0;
        while (offset < body.Length)
        {
            int read = body.Read(offset, input.AsSpan(0, TransferDecoder.ChunkLength));
            if (read == 0)
            {
                break;
            }

            offset += read;
            take(output, decoder.Decode(input, read, output));
        }

        take(output, decoder.Finish(output));
        ArrayPool<byte>.Shared.Return(input);
    }
}
