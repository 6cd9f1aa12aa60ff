using System.Globalization;
using System.Text;

namespace SmimeHelpdesk.Verification;

/// <summary>
/// Compares addr-specs as RFC 8550 section 3 asks: case ignored in both halves, the domain as A-labels. Only ASCII case is folded in
/// the local part, and nothing is normalised there: RFC 9598 section 5 compares it octet for octet.
/// </summary>
internal static class EmailAddress
{
    private const int MaximumLength = 320;
    private const string Specials = "\"(),:;<>@[\\]";

    /// <summary>
    /// The comparable form of one addr-spec; null when the text is anything else. Blanks around it, a NUL, a comment, quoting or an
    /// invisible character make it something else: each is how one address is made to look like another.
    /// </summary>
    public static string? Normalize(string? text)
    {
        int at = text?.LastIndexOf('@') ?? -1;
        if (text is null || text.Length > MaximumLength || at <= 0 || !IsPlainLocalPart(text.AsSpan(0, at)))
        {
            return null;
        }

        return MailDomain.Normalize(text[(at + 1)..]) is { } domain ? FoldAscii(text.AsSpan(0, at)) + "@" + domain : null;
    }

    /// <summary>Whether two addr-specs name the same mailbox.</summary>
    public static bool Same(string? left, string? right) =>
        Normalize(left) is { } a && Normalize(right) is { } b && string.Equals(a, b, StringComparison.Ordinal);

    // A quoted local part equals its unquoted form in meaning but not in bytes; refusing it is safer than guessing which of the
    // two a certificate authority has checked.
    private static bool IsPlainLocalPart(ReadOnlySpan<char> local)
    {
        foreach (Rune rune in local.EnumerateRunes())
        {
            if (rune.IsAscii ? rune.Value <= ' ' || rune.Value == 0x7F || Specials.Contains((char)rune.Value, StringComparison.Ordinal) : !IsVisible(rune))
            {
                return false;
            }
        }

        return true;
    }

    // U+FFFD stands for bytes that could not be decoded, on either side: two different addresses would meet in it.
    private static bool IsVisible(Rune rune) => rune != Rune.ReplacementChar && !Rune.IsWhiteSpace(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate);

    // Folding beyond ASCII would merge what mail systems keep apart (the Kelvin sign is not the letter k).
    private static string FoldAscii(ReadOnlySpan<char> local)
    {
        Span<char> folded = stackalloc char[local.Length];
        for (int i = 0; i < local.Length; i++)
        {
            folded[i] = char.IsAsciiLetterUpper(local[i]) ? (char)(local[i] | 0x20) : local[i];
        }

        return new string(folded);
    }
}
