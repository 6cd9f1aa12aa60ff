using System.Buffers;
using System.Text;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>
/// Writes text as quoted-printable that no relay needs to touch (RFC 2045 section 6.7, RFC 8551 section 3.1.3): short lines of
/// printable ASCII, without blanks at their end, and without what some programs rewrite at their beginning.
/// </summary>
internal static class QuotedPrintable
{
    // One column of the 76 stays free for the "=" that continues the line.
    private const int MaximumColumns = 75;
    private static readonly SearchValues<byte> Plain = SearchValues.Create([(byte)'\t', .. Enumerable.Range(' ', '~' - ' ' + 1).Where(octet => octet != '=').Select(octet => (byte)octet)]);

    // Whatever else ends a line (Unicode standard annex 14).
    private static readonly SearchValues<char> RareEndings = SearchValues.Create("\f\u0085\u2028\u2029");

    /// <summary>Encodes text as UTF-8; every line ending becomes CRLF.</summary>
    public static ReadOnlyMemory<byte> Encode(string text)
    {
        string plain = HasPlainEndings(text) ? text : text.ReplaceLineEndings("\n");
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(plain));
        int length = Encoding.UTF8.GetBytes(plain, utf8);
        try
        {
            return EncodeLines(utf8.AsSpan(0, length));
        }
        finally
        {
            PooledBuffer.Return(utf8, length);
        }
    }

    private static ReadOnlyMemory<byte> EncodeLines(ReadOnlySpan<byte> rest)
    {
        var output = new ArrayBufferWriter<byte>(rest.Length + (rest.Length / 16) + 256);
        for (int feed; (feed = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(feed + 1)..])
        {
            ReadOnlySpan<byte> line = rest[..(feed > 0 && rest[feed - 1] == '\r' ? feed - 1 : feed)];
            if (NeedsNothing(line))
            {
                Span<byte> room = output.GetSpan(line.Length + 2);
                line.CopyTo(room);
                "\r\n"u8.CopyTo(room[line.Length..]);
                output.Advance(line.Length + 2);
                continue;
            }

            EncodeLine(line, output);
            output.Write("\r\n"u8);
        }

        EncodeLine(rest, output);
        return output.WrittenMemory;
    }

    private static bool HasPlainEndings(ReadOnlySpan<char> text) => !text.ContainsAny(RareEndings) && text.Count('\r') == text.Count("\r\n");

    // Nearly every line of a letter.
    private static bool NeedsNothing(ReadOnlySpan<byte> line) =>
        line.IsEmpty || (line.Length <= MaximumColumns && PlainRun(line, 0) == line.Length);

    private static void EncodeLine(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> output)
    {
        int column = 0;
        while (!line.IsEmpty)
        {
            // As many octets as need nothing, at once.
            int run = PlainRun(line, column);
            int width = run > 0 ? run : 3;
            if (column + width > MaximumColumns)
            {
                output.Write("=\r\n"u8);
                column = 0;
                continue;
            }

            if (run > 0)
            {
                output.Write(line[..run]);
            }
            else
            {
                output.Write([(byte)'=', HexDigit(line[0] >> 4), HexDigit(line[0] & 15)]);
            }

            line = line[Math.Max(run, 1)..];
            column += width;
        }
    }

    // The first column and the last octet of a line have rules of their own.
    private static int PlainRun(ReadOnlySpan<byte> line, int column)
    {
        // mbox files quote "From " and SMTP doubles a full stop at the beginning of a line; a relay that gets either wrong breaks
        // the signature.
        if (column == 0 && (line[0] == '.' || line.StartsWith("From "u8)))
        {
            return 0;
        }

        int run = line.IndexOfAnyExcept(Plain);
        run = run < 0 ? line.Length : run;
        bool endsWithBlank = run == line.Length && line[^1] is (byte)' ' or (byte)'\t';
        run = endsWithBlank ? run - 1 : run;
        return column < MaximumColumns ? Math.Min(run, MaximumColumns - column) : run;
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);
}
