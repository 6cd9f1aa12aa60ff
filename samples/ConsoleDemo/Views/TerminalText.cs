using System.Globalization;
using System.Text;

namespace ConsoleDemo.Views;

/// <summary>Foreign text for a terminal: nothing in it may steer the terminal or change the order of what is shown.</summary>
internal static class TerminalText
{
    public static string OneLine(string text) => Clean(text.ReplaceLineEndings(" "), keepLines: false);

    public static string Lines(string text) => Clean(text.ReplaceLineEndings("\n"), keepLines: true);

    private static string Clean(string text, bool keepLines)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsShown(rune) || (keepLines && rune.Value == '\n'))
            {
                clean.Append(rune.ToString());
            }
            else
            {
                clean.Append(rune.Value == '\t' ? ' ' : '\uFFFD');
            }
        }

        return clean.ToString();
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
