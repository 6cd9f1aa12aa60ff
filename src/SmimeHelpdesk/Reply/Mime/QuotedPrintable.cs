using System.Text;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>
/// Writes text as quoted-printable that no relay needs to touch (RFC 2045 section 6.7, RFC 8551 section 3.1.3): short lines of
/// printable ASCII, without blanks at their end, and without what some programs rewrite at their beginning.
/// </summary>
internal static class QuotedPrintable
{
    private const int MaximumLine = 76;
    private const string Hex = "0123456789ABCDEF";

    /// <summary>Encodes text as UTF-8; every line ending becomes CRLF.</summary>
    public static byte[] Encode(string text)
    {
        var output = new StringBuilder(text.Length + (text.Length / 16));
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            EncodeLine(Encoding.UTF8.GetBytes(lines[i]), output);
            output.Append(i < lines.Length - 1 ? "\r\n" : string.Empty);
        }

        return Encoding.ASCII.GetBytes(output.ToString());
    }

    private static void EncodeLine(byte[] line, StringBuilder output)
    {
        int column = 0;
        for (int i = 0; i < line.Length; i++)
        {
            bool isPlain = IsPlain(line, i, column);
            int width = isPlain ? 1 : 3;

            // One column stays free for the "=" that continues the line.
            if (column + width > MaximumLine - 1)
            {
                output.Append("=\r\n");
                column = 0;
                isPlain = IsPlain(line, i, column);
                width = isPlain ? 1 : 3;
            }

            Append(line[i], isPlain, output);
            column += width;
        }
    }

    private static bool IsPlain(byte[] line, int index, int column) => line[index] switch
    {
        (byte)' ' or (byte)'\t' => index < line.Length - 1,

        // mbox files quote "From " and SMTP doubles a full stop at the beginning of a line; a relay that gets either wrong breaks
        // the signature.
        (byte)'F' => column != 0 || !line.AsSpan(index).StartsWith("From "u8),
        (byte)'.' => column != 0,
        (byte)'=' => false,
        var octet => octet is > 0x20 and < 0x7F,
    };

    private static void Append(byte octet, bool isPlain, StringBuilder output)
    {
        if (isPlain)
        {
            output.Append((char)octet);
        }
        else
        {
            output.Append('=').Append(Hex[octet >> 4]).Append(Hex[octet & 15]);
        }
    }
}
