using MimeKit.Encodings;

namespace SmimeHelpdesk.Inbound;

/// <summary>Decodes one body, chunk by chunk. Damage never fails: it yields what can be read.</summary>
internal abstract class TransferDecoder
{
    public const int ChunkLength = 48 << 10;

    /// <summary>The most that an input of this length can become, what was held back before included.</summary>
    public abstract long EstimateLength(long inputLength);

    /// <summary>Decodes a chunk; the input may be used as scratch.</summary>
    public abstract int Decode(byte[] input, int count, byte[] output);

    public abstract int Finish(byte[] output);
}

/// <summary>Quoted-printable and uuencode.</summary>
internal sealed class MimeKitDecoder(IMimeDecoder decoder) : TransferDecoder
{
    private const int HeldBack = 16;

    public override long EstimateLength(long inputLength) => inputLength + HeldBack;

    public override int Decode(byte[] input, int count, byte[] output) => decoder.Decode(input, 0, count, output);

    public override int Finish(byte[] output) => 0;
}
