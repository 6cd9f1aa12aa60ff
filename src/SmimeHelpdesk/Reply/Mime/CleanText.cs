using System.Globalization;
using System.Runtime.CompilerServices;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Keeps what an agent or a host fills in from becoming header fields of its own (the header-injection class).</summary>
internal static class CleanText
{
    private const int MaximumLength = 900;

    /// <summary>One line of text for a header field.</summary>
    /// <exception cref="ArgumentException">It holds a line break or another control character, or is longer than a line may be.</exception>
    public static string RequireLine(string text, [CallerArgumentExpression(nameof(text))] string name = "") =>
        text.Length <= MaximumLength && !text.Any(IsControl)
            ? text.Trim()
            : throw new ArgumentException("A header value is too long or holds a line break or another control character.", name);

    /// <summary>What of a stored text may stand in a header field.</summary>
    public static string Line(string text) => new string([.. text.Where(c => !IsControl(c)).Take(MaximumLength)]).Trim();

    private static bool IsControl(char c) => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
