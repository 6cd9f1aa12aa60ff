namespace SmimeHelpdesk.Spooling;

/// <summary>A read-only stream over pieces that are made one after the other; it cannot seek.</summary>
internal abstract class ForwardStream(int pieceLength) : Stream
{
    private readonly byte[] _piece = new byte[pieceLength];
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
            _taken = 0;
            _ready = Fill(_piece, out _isFinished);
        }

        int count = Math.Min(buffer.Length, _ready - _taken);
        _piece.AsSpan(_taken, count).CopyTo(buffer);
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

    /// <summary>Makes the next piece, which may be empty, and says whether it is the last.</summary>
    protected abstract int Fill(byte[] piece, out bool isLast);
}
