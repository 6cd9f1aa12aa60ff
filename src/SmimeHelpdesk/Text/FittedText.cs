using System.Globalization;
using System.Text;

namespace SmimeHelpdesk.Text;

/// <summary>Makes foreign text safe to stand within a sentence of ours.</summary>
internal static class FittedText
{
    /// <summary>The text on one line, without what could reverse, hide or break the words around it, and not longer than the bound.</summary>
    public static string Fit(string text, int maximum)
    {
        var clean = new StringBuilder(Math.Min(text.Length, maximum));
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsShown(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        return Shorten(clean.ToString(), maximum);
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    // What is cut out is the middle: of an address the end says whose it is, and a long local part or
    // subdomain would otherwise push it out of sight.
    private static string Shorten(string text, int maximum)
    {
        if (text.Length <= maximum)
        {
            return text;
        }

        int head = maximum / 3;
        int tail = text.Length - (maximum - head - 1);
        head -= char.IsHighSurrogate(text[head - 1]) ? 1 : 0;
        tail += char.IsLowSurrogate(text[tail]) ? 1 : 0;
        return string.Concat(text.AsSpan(0, head), "…", text.AsSpan(tail));
    }
}
