using System.Globalization;
using System.Text;
using Org.BouncyCastle.Asn1;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>
/// Prepares an attribute value for comparison (RFC 5280 section 7.1, RFC 4518): case, insignificant blanks and the string type do
/// not count.
/// </summary>
internal static class DirectoryText
{
    // X.520's bounds end far below; preparing more than this would be work without a use.
    private const int MaximumLength = 1024;

    /// <summary>The prepared text; null for what is no text, or too long, and is compared as it is encoded.</summary>
    public static string? Prepare(Asn1Encodable value)
    {
        string? text = Decode(value);
        if (text is null || text.Length > MaximumLength)
        {
            return null;
        }

        try
        {
            return Collapse(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            // A lone surrogate; such text has no normal form.
            return null;
        }
    }

    private static string? Decode(Asn1Encodable value) => value.ToAsn1Object() switch
    {
        DerUniversalString universal => universal.GetOctets() is { Length: <= 4 * MaximumLength } octets
            ? new UTF32Encoding(bigEndian: true, byteOrderMark: false).GetString(octets)
            : null,
        DerBitString => null,
        IAsn1String text => text.GetString(),
        _ => null,
    };

    // RFC 4518 sections 2.2 and 2.6.1: controls vanish or become blanks, blanks at the ends vanish, runs of blanks count as one.
    private static string Collapse(string text)
    {
        var prepared = new StringBuilder(text.Length);
        bool blank = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                blank = true;
            }
            else if (!char.IsControl(c) && char.GetUnicodeCategory(c) is not UnicodeCategory.Format)
            {
                prepared.Append(blank && prepared.Length > 0 ? " " : string.Empty).Append(c);
                blank = false;
            }
        }

        return prepared.ToString();
    }
}
