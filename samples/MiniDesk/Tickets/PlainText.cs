using System.Globalization;
using System.Text;

namespace MiniDesk.Tickets;

/// <summary>Text of strangers, made harmless for a line on a page: one line, bounded, and without the characters that turn its direction.</summary>
internal static class PlainText
{
    public static string Line(string? text, int maximum = 300)
    {
        var line = new StringBuilder();
        foreach (Rune rune in (text ?? string.Empty).EnumerateRunes())
        {
            if (line.Length >= maximum)
            {
                return line.Append('…').ToString();
            }

            line.Append(Rune.GetUnicodeCategory(rune) switch
            {
                // U+202E and its relatives would show "gpj.exe" as "exe.jpg"
                UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse => string.Empty,
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
                _ => rune.ToString(),
            });
        }

        return line.ToString().Trim();
    }

    /// <summary>What a search looks into.</summary>
    public static string Searchable(params IEnumerable<string?> texts) => string.Join('\n', texts).ToUpperInvariant();

    /// <summary>A name to offer for saving: no path, and nothing that a file system minds.</summary>
    public static string FileName(string? name)
    {
        string line = Line(name, 120).Replace('\\', '/');
        string last = line[(line.LastIndexOf('/') + 1)..];
        string safe = string.Concat(last.Select(c => "<>:\"|?*%".Contains(c, StringComparison.Ordinal) ? '_' : c)).Trim('.', ' ');
        return safe.Length > 0 ? safe : "attachment";
    }
}
