using System.Globalization;
using System.Text;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Makes a decoded header value safe to store and to show: one line, bounded, nothing that starts a new field, and nothing that
/// hides, reverses or imitates the text around it.
/// </summary>
internal static class HeaderText
{
    public const int MaximumLength = 1000;

    // These are letters or symbols by category, and show nothing.
    private const string BlankSymbols = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\uFFFC";

    public static string Clean(string? text, int maximumLength = MaximumLength)
    {
        if (text is null || IsClean(text, maximumLength))
        {
            return text ?? string.Empty;
        }

        var clean = new StringBuilder();
        bool isSpacePending = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (IsSpace(category))
            {
                isSpacePending = clean.Length > 0;
            }
            else if (!IsInvisible(rune, category))
            {
                if (clean.Length + rune.Utf16SequenceLength + 1 >= maximumLength)
                {
                    return clean.Append('…').ToString();
                }

                clean.Append(isSpacePending ? " " : string.Empty).Append(rune.ToString());
                isSpacePending = false;
            }
        }

        return clean.ToString();
    }

    // Nearly every value is: printable ASCII with single blanks inside.
    private static bool IsClean(ReadOnlySpan<char> text, int maximumLength) => text.Length + 1 < maximumLength
        && !text.ContainsAnyExceptInRange(' ', '~') && !text.StartsWith(' ') && !text.EndsWith(' ') && !text.Contains("  ", StringComparison.Ordinal);

    // A line break in an encoded word becomes a blank, so that what follows it stays part of the value.
    private static bool IsSpace(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsInvisible(Rune rune, UnicodeCategory category) =>
        category is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
        || (rune.IsBmp && BlankSymbols.Contains((char)rune.Value, StringComparison.Ordinal));
}
