using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>A source read with every bare line feed as CR LF (RFC 8551 section 3.1.1).</summary>
internal sealed class CanonicalTextStream(ByteSource source) : Stream
{
    private readonly byte[] _input = new byte[32 * 1024];
    private readonly byte[] _output = new byte[64 * 1024];
    private long _offset;
    private int _taken;
    private int _ready;
    private bool _afterReturn;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static bool HasBareLineFeed(ByteSource source)
    {
        byte[] buffer = new byte[32 * 1024];
        bool afterReturn = false;
        long offset = 0;
        for (int read; (read = source.Read(offset, buffer)) > 0; offset += read)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, read);
            int at = 0;
            for (int next; (next = rest[at..].IndexOf((byte)'\n')) >= 0; at += next + 1)
            {
                int feed = at + next;
                if (feed == 0 ? !afterReturn : rest[feed - 1] != '\r')
                {
                    return true;
                }
            }

            afterReturn = rest[^1] == '\r';
        }

        return false;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_taken == _ready)
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
        int read = source.Read(_offset, _input);
        _offset += read;
        _taken = 0;
        _ready = 0;
        foreach (byte octet in _input.AsSpan(0, read))
        {
            if (octet == '\n' && !_afterReturn)
            {
                _output[_ready++] = (byte)'\r';
            }

            _output[_ready++] = octet;
            _afterReturn = octet == '\r';
        }
    }
}
