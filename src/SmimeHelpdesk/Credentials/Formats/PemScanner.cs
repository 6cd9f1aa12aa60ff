namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>
/// Cuts a cleaned text at its encapsulation boundaries (RFC 7468 section 3), wherever in a line they are and however many dashes
/// survived; base64 has no dash, so that none is mistaken.
/// </summary>
internal static class PemScanner
{
    private const int MaximumLabel = 48;

    public static IEnumerable<PemSection> Scan(ReadOnlyMemory<char> text)
    {
        string? open = null;
        int start = 0;
        foreach (Boundary boundary in Boundaries(text))
        {
            yield return new PemSection(open, text[start..boundary.Start], open is not null && !boundary.Begins);
            open = boundary.Begins ? boundary.Label : null;
            start = boundary.End;
        }

        yield return new PemSection(open, text[start..], false);
    }

    private static IEnumerable<Boundary> Boundaries(ReadOnlyMemory<char> text)
    {
        for (int offset = 0; offset < text.Length;)
        {
            int dash = text.Span[offset..].IndexOf('-');
            if (dash < 0)
            {
                yield break;
            }

            int start = offset + dash;
            int word = start + Run(text.Span[start..]);
            if (TryRead(text.Span, start, word) is { } boundary)
            {
                yield return boundary;
                offset = boundary.End;
            }
            else
            {
                offset = word;
            }
        }
    }

    private static Boundary? TryRead(ReadOnlySpan<char> text, int start, int word)
    {
        ReadOnlySpan<char> rest = text[word..];
        bool begins = rest.StartsWith("BEGIN", StringComparison.OrdinalIgnoreCase);
        if (!begins && !rest.StartsWith("END", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        int keyword = begins ? 5 : 3;
        int length = rest[keyword..].IndexOfAny('-', '\n');
        int end = word + keyword + (length < 0 ? rest.Length - keyword : length);
        ReadOnlySpan<char> label = text[(word + keyword)..end];
        if (label.Length > MaximumLabel || label.IsEmpty || label[0] != ' ' || label.Trim().IsEmpty)
        {
            return null;
        }

        // Where line ends were lost, the dashes after one label run into those before the next.
        int after = end + Run(text[end..]);
        after = text[after..].StartsWith("BEGIN", StringComparison.OrdinalIgnoreCase) ? end : after;
        return new Boundary(start, after, begins, label.Trim().ToString().ToUpperInvariant());
    }

    // Dashes with blanks between them: "- -----BEGIN" is how clear-signed text escapes the line.
    private static int Run(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExcept('-', ' ');
        return length < 0 ? text.Length : length;
    }

    private readonly record struct Boundary(int Start, int End, bool Begins, string Label);
}
