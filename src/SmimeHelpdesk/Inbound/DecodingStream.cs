using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>A body decoded while it is read; it does not own the source.</summary>
internal sealed class DecodingStream(ByteSource body, TransferDecoder decoder) : ForwardStream((int)decoder.EstimateLength(TransferDecoder.ChunkLength))
{
    private readonly byte[] _input = new byte[(int)Math.Min(TransferDecoder.ChunkLength, Math.Max(1, body.Length))];
    private long _offset;

    protected override int Fill(byte[] piece, out bool isLast)
    {
        int read = body.Read(_offset, _input);
        _offset += read;
        isLast = read == 0;
        return isLast ? decoder.Finish(piece) : decoder.Decode(new ArraySegment<byte>(_input, 0, read), piece);
    }
}
