using System.Text;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Text for a header field: as it is where it is plain ASCII, else as encoded words (RFC 2047), folded into short lines.</summary>
internal static class EncodedText
{
    // A line with encoded words has at most 76 characters (RFC 2047 section 2): 30 octets make 40 of base64, the frame 12, and the
    // longest name before it is that of a copy in the protected part.
    private const int OctetsPerWord = 30;
    private const int MaximumWord = 50;
    private const int FirstColumn = 18;

    /// <summary>An unstructured value, with the blank that follows the colon.</summary>
    public static string Unstructured(string text)
    {
        if (!NeedsEncoding(text))
        {
            return Fold(text.Split(' '));
        }

        return Fold(Words(text));
    }

    /// <summary>A structured value in ASCII, which must not be encoded (RFC 2047 section 5), with the blank that follows the colon.</summary>
    public static string Folded(string text) => Fold(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A display name: an atom, a quoted string, or encoded words.</summary>
    public static string Phrase(string text)
    {
        if (NeedsEncoding(text))
        {
            return Fold(Words(text));
        }

        return Fold(["\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\""]);
    }

    // What looks like an encoded word must not be taken for one, and a word that is too long for a line cannot be folded.
    private static bool NeedsEncoding(string text) =>
        text.Any(c => c is < ' ' or > '~') || text.Contains("=?", StringComparison.Ordinal) || text.Contains("  ", StringComparison.Ordinal)
        || text.Split(' ').Any(word => word.Length > MaximumWord);

    private static IEnumerable<string> Words(string text)
    {
        var octets = new List<byte>(OctetsPerWord);
        byte[] buffer = new byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int count = rune.EncodeToUtf8(buffer);
            if (octets.Count + count > OctetsPerWord)
            {
                yield return Word(octets);
                octets.Clear();
            }

            octets.AddRange(buffer.AsSpan(0, count));
        }

        yield return Word(octets);
    }

    private static string Word(List<byte> octets) => "=?utf-8?b?" + Convert.ToBase64String([.. octets]) + "?=";

    private static string Fold(IEnumerable<string> words)
    {
        var output = new StringBuilder();
        int column = FirstColumn;
        foreach (string word in words)
        {
            if (column + 1 + word.Length > 76 && output.Length > 0)
            {
                output.Append("\r\n");
                column = 0;
            }

            output.Append(' ').Append(word);
            column += 1 + word.Length;
        }

        return output.ToString();
    }
}
