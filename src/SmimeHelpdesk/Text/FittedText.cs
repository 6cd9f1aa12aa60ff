using System.Globalization;
using System.Text;
using SmimeHelpdesk.Verification;

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

        return DisplayText.Shorten(clean.ToString(), maximum);
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
