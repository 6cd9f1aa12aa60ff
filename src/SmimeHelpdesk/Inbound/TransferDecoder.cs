using MimeKit.Encodings;

namespace SmimeHelpdesk.Inbound;

/// <summary>Decodes one body, chunk by chunk. Damage never fails: it yields what can be read.</summary>
internal abstract class TransferDecoder
{
    public const int ChunkLength = 48 << 10;

    /// <summary>The most that an input of this length can become, what was held back before included.</summary>
    public abstract long EstimateLength(long inputLength);

    public abstract int Decode(ArraySegment<byte> input, byte[] output);

    public abstract int Finish(byte[] output);
}

/// <summary>Encodings that MimeKit decodes.</summary>
internal sealed class MimeKitDecoder(IMimeDecoder decoder) : TransferDecoder
{
    private const int HeldBack = 16;

    public override long EstimateLength(long inputLength) => inputLength + HeldBack;

    public override int Decode(ArraySegment<byte> input, byte[] output) => input.Array is { } array ? decoder.Decode(array, input.Offset, input.Count, output) : 0;

    public override int Finish(byte[] output) => 0;
}
