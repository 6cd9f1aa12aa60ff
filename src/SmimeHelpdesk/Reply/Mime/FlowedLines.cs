using System.Text;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Writes paragraphs as <c>format=flowed</c> lines (RFC 3676 section 4.2).</summary>
internal static class FlowedLines
{
    // Short enough to be quoted several times before a program wraps it (RFC 3676 section 4.2).
    private const int MaximumColumns = 72;
    private const string SignatureLine = "-- ";

    public static string Write(string text)
    {
        var output = new StringBuilder(text.Length + (text.Length / 16));
        foreach (ReadOnlySpan<char> line in WithoutControls(text).AsSpan().EnumerateLines())
        {
            int depth = line.Length - line.TrimStart('>').Length;
            ReadOnlySpan<char> content = line[depth..];
            content = depth > 0 && content.StartsWith(' ') ? content[1..] : content;
            bool isSignature = depth == 0 && content.SequenceEqual(SignatureLine);
            WriteParagraph(isSignature ? content : content.TrimEnd(), depth, output);
            output.Append("\r\n");
        }

        return output.ToString(0, output.Length - 2);
    }

    // Readers drop them, and the blank or mark that one had kept from the end or start of its line would then be a soft break or a quote.
    private static string WithoutControls(string text) =>
        text.Any(IsDropped) ? new string([.. text.Where(c => !IsDropped(c))]) : text;

    private static bool IsDropped(char c) => char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f' or '\u0085');

    private static void WriteParagraph(ReadOnlySpan<char> rest, int depth, StringBuilder output)
    {
        // However deep the quote is, there is a column left to break at.
        int columns = Math.Max(MaximumColumns - depth - 1, 1);
        while (Break(rest, columns) is var length && length < rest.Length)
        {
            WriteLine(rest[..length], depth, output);
            output.Append("\r\n");
            rest = rest[length..];
        }

        WriteLine(rest, depth, output);
    }

    // The end of the line is after the last blank that fits; a longer word stays whole. What follows begins with a word.
    private static int Break(ReadOnlySpan<char> rest, int columns)
    {
        if (rest.Length <= columns)
        {
            return rest.Length;
        }

        // A line of nothing but the signature's mark would end the paragraph that it is in the middle of (RFC 3676 section 4.3).
        int first = rest.StartsWith(SignatureLine) ? SignatureLine.Length : 0;
        int blank = first + LastBreak(rest[first..Math.Max(first, columns)]);
        if (blank < first)
        {
            int next = rest[first..].IndexOf(' ');
            blank = next < 0 ? rest.Length - 1 : first + next;
        }

        while (blank + 1 < rest.Length && rest[blank + 1] == ' ')
        {
            blank++;
        }

        return blank + 1;
    }

    // A blank at the very beginning belongs to the paragraph's indentation.
    private static int LastBreak(ReadOnlySpan<char> line)
    {
        int blank = line.LastIndexOf(' ');
        return blank > 0 && !line[..blank].IsWhiteSpace() ? blank : -1;
    }

    // Space-stuffing (RFC 3676 section 4.4): what would be taken for a quote, an indentation or an mbox separator.
    private static void WriteLine(ReadOnlySpan<char> line, int depth, StringBuilder output)
    {
        bool isStuffed = depth > 0 ? line.Length > 0 : line.StartsWith(' ') || line.StartsWith('>') || line.StartsWith("From ");
        output.Append('>', depth).Append(isStuffed ? " " : string.Empty).Append(line);
    }
}
