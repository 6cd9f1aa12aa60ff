using System.Globalization;
using System.Text;

namespace SmimeHelpdesk.Verification;

/// <summary>Compares addr-specs as RFC 8550 section 3 asks: domain as A-labels, case ignored in both halves.</summary>
internal static class EmailAddress
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false, AllowUnassigned = false };

    /// <summary>The comparable form of one addr-spec; null when the text is anything else.</summary>
    public static string? Normalize(string? text)
    {
        if (text is null)
        {
            return null;
        }

        // Only the outermost ASCII blanks may go: a blank, control or NUL inside is how one address
        // is made to look like another (the class of whitespace-in-certificate-address attacks).
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim(' ');
        int at = trimmed.LastIndexOf('@');
        if (trimmed.Length > 320 || at <= 0 || at == trimmed.Length - 1)
        {
            return null;
        }

        ReadOnlySpan<char> local = trimmed[..at];
        ReadOnlySpan<char> domain = trimmed[(at + 1)..];
        if (!IsPlainLocalPart(local) || !IsPlainDomain(domain) || ToAscii(domain.ToString()) is not { } ascii)
        {
            return null;
        }

        string folded = local.ToString().Normalize(NormalizationForm.FormC).ToLowerInvariant();
        return folded + "@" + ascii;
    }

    /// <summary>Whether two addr-specs name the same mailbox.</summary>
    public static bool Same(string? left, string? right) =>
        Normalize(left) is { } a && Normalize(right) is { } b && string.Equals(a, b, StringComparison.Ordinal);

    private static bool IsPlainLocalPart(ReadOnlySpan<char> local)
    {
        // A quoted local part equals its unquoted form in meaning but not in bytes; refusing it is
        // safer than guessing which of the two a certificate authority has checked.
        foreach (char c in local)
        {
            if (c <= ' ' || c == 0x7F || "\"(),:;<>@[\\]".Contains(c, StringComparison.Ordinal) || IsInvisible(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlainDomain(ReadOnlySpan<char> domain)
    {
        foreach (char c in domain)
        {
            if (c <= ' ' || c == 0x7F || "\"(),:;<>@[\\]/".Contains(c, StringComparison.Ordinal) || IsInvisible(c))
            {
                return false;
            }
        }

        return domain[0] != '.' && !domain.Contains("..", StringComparison.Ordinal);
    }

    private static bool IsInvisible(char c) =>
        c > 0x7F && (char.IsControl(c) || char.IsWhiteSpace(c)
            || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);

    private static string? ToAscii(string domain)
    {
        try
        {
            return Idn.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
