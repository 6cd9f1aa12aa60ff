using System.Globalization;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>
/// Undoes what mail programs, word processors, web pages and configuration files do to PEM on its way into a text area: blanks that
/// are no blanks, invisible characters, typographic dashes, escapes of JSON, C and HTML. None of the characters that are changed
/// occur in base64.
/// </summary>
internal static class PasteCleaner
{
    private const int MaximumTag = 200;

    /// <summary>The text with plain blanks, dashes and line feeds.</summary>
    public static ReadOnlyMemory<char> Clean(ReadOnlySpan<char> text, SecretBuffers secrets)
    {
        char[] cleaned = secrets.Characters(text.Length);
        int length = 0;
        for (int i = 0; i < text.Length;)
        {
            (char? replacement, int consumed) = Next(text[i..]);
            i += consumed;
            if (replacement is { } c && Plain(c) is { } plain)
            {
                cleaned[length++] = plain;
            }
        }

        return cleaned.AsMemory(0, length);
    }

    private static (char? Replacement, int Consumed) Next(ReadOnlySpan<char> rest) => rest[0] switch
    {
        '\\' when rest.Length > 1 => Escape(rest),
        '&' => Entity(rest),
        '<' when rest.Length > 1 && (rest[1] == '/' || char.IsAsciiLetter(rest[1])) => Tag(rest),
        '\r' when rest.Length > 1 && rest[1] == '\n' => ('\n', 2),
        '\r' => ('\n', 1),

        // Quoted-printable: within base64 nothing but padding follows an equals sign.
        '=' when rest[1..].StartsWith("3D", StringComparison.Ordinal) => ('=', 3),
        '=' when rest[1..].StartsWith("20", StringComparison.Ordinal) => (' ', 3),
        _ => (rest[0], 1),
    };

    private static (char? Replacement, int Consumed) Escape(ReadOnlySpan<char> rest)
    {
        switch (rest[1])
        {
            case 'r' when rest[2..].StartsWith("\\n", StringComparison.Ordinal):
                return (null, 2);
            case 'n' or 'r':
                return ('\n', 2);
            case 't':
                return (' ', 2);
            case '/' or '"':
                return (rest[1], 2);
            case 'u' when rest.Length >= 6 && TryParse(rest.Slice(2, 4), NumberStyles.AllowHexSpecifier, out char c):
                return (c, 6);
            default:
                // A backslash before the end of a line continues it in shells; before a backslash it is an escape within an escape.
                return (null, 1);
        }
    }

    private static (char? Replacement, int Consumed) Entity(ReadOnlySpan<char> rest)
    {
        int end = rest[..Math.Min(rest.Length, 10)].IndexOf(';');
        if (end < 2)
        {
            return ('&', 1);
        }

        ReadOnlySpan<char> name = rest[1..end];
        char? c = name switch
        {
            "nbsp" => ' ',
            "gt" => '>',
            "lt" => '<',
            "amp" => '&',
            "quot" => '"',
            "mdash" or "ndash" or "shy" => name is "shy" ? null : '-',
            _ when name.StartsWith("#x", StringComparison.OrdinalIgnoreCase) && TryParse(name[2..], NumberStyles.AllowHexSpecifier, out char hex) => hex,
            _ when name[0] == '#' && TryParse(name[1..], NumberStyles.None, out char number) => number,
            _ => '&',
        };
        return c == '&' && name is not "amp" ? ('&', 1) : (c, end + 1);
    }

    private static (char? Replacement, int Consumed) Tag(ReadOnlySpan<char> rest)
    {
        int end = rest[..Math.Min(rest.Length, MaximumTag)].IndexOfAny('>', '\n');
        return end > 0 && rest[end] == '>' ? ('\n', end + 1) : ('<', 1);
    }

    private static bool TryParse(ReadOnlySpan<char> digits, NumberStyles style, out char c)
    {
        bool parsed = ushort.TryParse(digits, style, CultureInfo.InvariantCulture, out ushort value);
        c = (char)value;
        return parsed;
    }

    // C1 controls are what Windows-1252 dashes become when they are read as Latin-1.
    private static char? Plain(char c) => c switch
    {
        '\n' or '\u0085' => '\n',
        '\0' => null,
        '\u0096' or '\u0097' or '\u2212' or '\u2500' => '-',
        '\t' or '\v' or '\f' => ' ',
        < '\u0080' => c,
        _ => char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.Format => null,
            UnicodeCategory.DashPunctuation => '-',
            UnicodeCategory.SpaceSeparator => ' ',
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => '\n',
            _ => c,
        },
    };
}
