using System.Globalization;
using System.Text;

namespace SmimeHelpdesk.Verification;

/// <summary>Makes foreign text fit to stand beside a verdict: one line, bounded, nothing that hides or reverses what is next to it.</summary>
internal static class DisplayText
{
    private const int MaximumLength = 320;

    public static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, MaximumLength));
        foreach (char c in text)
        {
            if (clean.Length == MaximumLength)
            {
                return clean.Append('…').ToString();
            }

            clean.Append(IsShown(c) ? c : '\uFFFD');
        }

        return clean.ToString();
    }

    private static bool IsShown(char c) => !char.IsControl(c)
        && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
