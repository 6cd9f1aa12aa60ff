using System.Globalization;
using System.Text;

namespace SmimeHelpdesk.Verification;

/// <summary>Makes foreign text fit to stand beside a verdict: one line, bounded, nothing that hides or reverses what is next to it.</summary>
internal static class DisplayText
{
    private const int MaximumLength = 320;

    /// <summary>Whether the text may be shown as it is.</summary>
    public static bool IsClean(string text) => text.Length <= MaximumLength && text.All(IsShown);

    public static string Clean(string text)
    {
        string bounded = Shorten(text);
        var clean = new StringBuilder(bounded.Length);
        foreach (char c in bounded)
        {
            clean.Append(IsShown(c) ? c : '\uFFFD');
        }

        return clean.ToString();
    }

    /// <summary>
    /// The text within a bound. What is cut out is the middle: of an address the end says whose it is, and a long local part or subdomain
    /// would otherwise push it out of sight.
    /// </summary>
    public static string Shorten(string text, int maximum = MaximumLength)
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

    private static bool IsShown(char c) => !char.IsControl(c)
        && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
