using System.Buffers;
using System.Buffers.Text;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Writes base64 in lines of 76 characters (RFC 2045 section 6.8) as bytes come, so that large content is not held twice.</summary>
internal sealed class Base64LineStream(Stream output) : WritingStream
{
    private const int LineOctets = 57;
    private const int LineLength = 76;
    private const int LinesAtOnce = 64;
    private readonly byte[] _rest = new byte[LineOctets];
    private readonly byte[] _lines = ArrayPool<byte>.Shared.Rent(LinesAtOnce * (LineLength + 2));
    private int _count;
    private int _used;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_count > 0)
        {
            int taken = Math.Min(buffer.Length, LineOctets - _count);
            buffer[..taken].CopyTo(_rest.AsSpan(_count));
            _count += taken;
            buffer = buffer[taken..];
            if (_count == LineOctets)
            {
                WriteLines(_rest);
                _count = 0;
            }
        }

        for (; buffer.Length >= LineOctets; buffer = buffer[(Math.Min(LinesAtOnce, buffer.Length / LineOctets) * LineOctets)..])
        {
            WriteLines(buffer[..(Math.Min(LinesAtOnce, buffer.Length / LineOctets) * LineOctets)]);
        }

        if (!buffer.IsEmpty)
        {
            buffer.CopyTo(_rest);
            _count = buffer.Length;
        }
    }

    /// <summary>Writes the last line; the underlying stream stays open.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _used >= 0)
        {
            WriteLines(_rest.AsSpan(0, _count));
            _count = 0;
            PooledBuffer.Return(_lines, _used);
            _used = -1;
        }

        base.Dispose(disposing);
    }

    private void WriteLines(ReadOnlySpan<byte> octets)
    {
        int written = 0;
        for (; !octets.IsEmpty; octets = octets[Math.Min(LineOctets, octets.Length)..])
        {
            Base64.EncodeToUtf8(octets[..Math.Min(LineOctets, octets.Length)], _lines.AsSpan(written), out _, out int encoded);
            written += encoded;
            "\r\n"u8.CopyTo(_lines.AsSpan(written));
            written += 2;
        }

        output.Write(_lines.AsSpan(0, written));
        _used = Math.Max(_used, written);
    }
}
