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
    private readonly byte[] _encoded = new byte[LinesAtOnce * LineLength];
    private readonly byte[] _lines = new byte[LinesAtOnce * (LineLength + 2)];
    private int _count;

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
        if (disposing && _count > 0)
        {
            WriteLines(_rest.AsSpan(0, _count));
            _count = 0;
        }

        base.Dispose(disposing);
    }

    private void WriteLines(ReadOnlySpan<byte> octets)
    {
        Base64.EncodeToUtf8(octets, _encoded, out _, out int encoded);
        int written = 0;
        for (int at = 0; at < encoded; at += LineLength)
        {
            int length = Math.Min(LineLength, encoded - at);
            _encoded.AsSpan(at, length).CopyTo(_lines.AsSpan(written));
            "\r\n"u8.CopyTo(_lines.AsSpan(written + length));
            written += length + 2;
        }

        output.Write(_lines.AsSpan(0, written));
    }
}
