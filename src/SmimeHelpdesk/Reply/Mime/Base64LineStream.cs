using System.Buffers.Text;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Writes base64 in lines of 76 characters (RFC 2045 section 6.8) as bytes come, so that large content is not held twice.</summary>
internal sealed class Base64LineStream(Stream output) : Stream
{
    private const int LineOctets = 57;
    private readonly byte[] _line = new byte[LineOctets];
    private readonly byte[] _encoded = new byte[78];
    private int _count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int taken = Math.Min(buffer.Length, LineOctets - _count);
            buffer[..taken].CopyTo(_line.AsSpan(_count));
            _count += taken;
            buffer = buffer[taken..];
            if (_count == LineOctets)
            {
                WriteLine();
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Writes the last line; the underlying stream stays open.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _count > 0)
        {
            WriteLine();
        }

        base.Dispose(disposing);
    }

    private void WriteLine()
    {
        Base64.EncodeToUtf8(_line.AsSpan(0, _count), _encoded, out _, out int written);
        "\r\n"u8.CopyTo(_encoded.AsSpan(written));
        output.Write(_encoded.AsSpan(0, written + 2));
        _count = 0;
    }
}
