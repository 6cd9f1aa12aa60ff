using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>A body decoded while it is read; it does not own the source.</summary>
internal sealed class DecodingStream(ByteSource body, TransferDecoder decoder) : Stream
{
    private readonly byte[] _input = new byte[TransferDecoder.ChunkLength];
    private readonly byte[] _output = new byte[(int)decoder.EstimateLength(TransferDecoder.ChunkLength)];
    private long _offset;
    private int _taken;
    private int _ready;
    private bool _isFinished;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (_taken == _ready && !_isFinished)
        {
            Fill();
        }

        int count = Math.Min(buffer.Length, _ready - _taken);
        _output.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Fill()
    {
        int read = body.Read(_offset, _input);
        _offset += read;
        _isFinished = read == 0;
        _taken = 0;
        _ready = _isFinished ? decoder.Finish(_output) : decoder.Decode(_input, read, _output);
    }
}
