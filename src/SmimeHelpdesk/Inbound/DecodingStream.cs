using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>A body decoded while it is read; it does not own the source.</summary>
internal sealed class DecodingStream(ByteSource body, TransferDecoder decoder) : ForwardStream((int)decoder.EstimateLength(TransferDecoder.ChunkLength))
{
    private readonly byte[] _input = new byte[TransferDecoder.ChunkLength];
    private long _offset;

    protected override int Fill(byte[] piece, out bool isLast)
    {
        int read = body.Read(_offset, _input);
        _offset += read;
        isLast = read == 0;
        return isLast ? decoder.Finish(piece) : decoder.Decode(_input, read, piece);
    }
}
