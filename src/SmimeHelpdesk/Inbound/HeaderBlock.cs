using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using MimeKit;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>Collects the lines of one header, bounded, and lets MimeKit read them.</summary>
internal sealed class HeaderBlock
{
    // Real mail stays far below; a header of a hundred thousand fields is made to cost time.
    private const int MaximumFields = 1000;
    private const int MaximumFieldLength = 128 << 10;

    private static readonly string[] MessageFields =
        ["From", "Subject", "Received", "Return-Path", "Message-ID", "Delivered-To", "DKIM-Signature", "HP-Outer"];

    private static readonly string[] UnmistakableFields = ["MIME-Version", "Received", "Return-Path", "Message-ID"];

    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly List<string> _names = [];
    private int _fieldLength;

    public int Length => _lines.WrittenCount;

    /// <summary>Whether the fields can only be those of a message or an entity, so that they are not the first lines of a plain text.</summary>
    public bool IsHeader(bool endedProperly) =>
        _names.Exists(name => IsContentField(name) || UnmistakableFields.Contains(name, StringComparer.OrdinalIgnoreCase)
            || (endedProperly && MessageFields.Contains(name, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Takes one line. False when the header is past a bound and the line was not taken.</summary>
    public bool Add(HeaderLineKind kind, ByteSource source, LineReader line)
    {
        if (kind is HeaderLineKind.Separator || (kind is HeaderLineKind.Continuation && IsIdle(line)))
        {
            return true;
        }

        long length = line.End - line.Start;
        _fieldLength = (int)Math.Min(int.MaxValue, kind is HeaderLineKind.Field ? length : _fieldLength + length);
        if (_fieldLength > MaximumFieldLength || (kind is HeaderLineKind.Field && _names.Count >= MaximumFields))
        {
            return false;
        }

        if (kind is HeaderLineKind.Field)
        {
            WriteName(line.Text);
        }

        long skip = kind is HeaderLineKind.Field ? line.Text.IndexOf((byte)':') : 0;
        Span<byte> target = _lines.GetSpan((int)(length - skip));
        _lines.Advance(source.Read(line.Start + skip, target[..(int)(length - skip)]));
        return true;
    }

    /// <summary>The entity with this header and no content; a parser can be used again for the next.</summary>
    public MimeEntity ToEntity(MimeParser parser, bool isInDigest)
    {
        if (_lines.WrittenCount == 0)
        {
            return isInDigest ? new MessagePart("rfc822") : new TextPart("plain");
        }

        if (isInDigest && !_names.Contains("Content-Type", StringComparer.OrdinalIgnoreCase))
        {
            _lines.Write("\r\nContent-Type: message/rfc822"u8);
        }

        _lines.Write("\r\n\r\n"u8);
        MemoryMarshal.TryGetArray(_lines.WrittenMemory, out ArraySegment<byte> header);
        using var stream = new MemoryStream(header.Array!, header.Offset, header.Count, writable: false);
        try
        {
            parser.SetStream(stream, MimeFormat.Entity, persistent: false);
            return parser.ParseEntity();
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            // A header that the parser refuses hides nothing: the body is shown as text.
            return new TextPart("plain");
        }
    }

    private static bool IsContentField(string name) => name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        && name.Length > "Content-".Length;

    // A folded line of nothing but blanks means nothing, and parsers disagree on whether it ends the header.
    private static bool IsIdle(LineReader line) => line.IsWhole && line.Text.Trim(" \t"u8).IsEmpty;

    // Fields are unfolded on the way (RFC 5322 section 2.2.3): ten thousand folds would cost the parser more than they cost the sender.
    private void WriteName(ReadOnlySpan<byte> line)
    {
        if (_names.Count > 0)
        {
            _lines.Write("\r\n"u8);
        }

        ReadOnlySpan<byte> name = HeaderLine.Name(line);
        _lines.Write(name);
        _names.Add(Encoding.ASCII.GetString(name));
    }
}
