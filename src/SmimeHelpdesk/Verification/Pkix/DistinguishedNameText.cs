using System.Globalization;
using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

internal static class DistinguishedNameText
{
    private const int MaximumLength = 1024;
    private const string Separators = ",+\"\\<>;=";

    /// <summary>
    /// A name for display, such as <c>CN=Alice, O=Example</c>: bounded, without control and bidirectional characters, with the
    /// separators escaped (RFC 4514 section 2.4), so that one attribute's value cannot pose as another attribute.
    /// </summary>
    public static string Render(X509Name name)
    {
        var text = new StringBuilder();
        IList<DerObjectIdentifier> oids = name.GetOidList();
        IList<string> values = name.GetValueList();
        for (int i = 0; i < oids.Count && text.Length < MaximumLength; i++)
        {
            string label = X509Name.DefaultSymbols.TryGetValue(oids[i], out string? symbol) ? symbol : oids[i].Id;
            text.Append(i == 0 ? string.Empty : ", ").Append(label).Append('=');
            AppendClean(text, values[i]);
        }

        return text.ToString();
    }

    private static void AppendClean(StringBuilder text, string value)
    {
        foreach (Rune rune in value.EnumerateRunes())
        {
            if (text.Length >= MaximumLength)
            {
                text.Append('…');
                return;
            }

            if (rune.IsAscii && Separators.Contains((char)rune.Value, StringComparison.Ordinal))
            {
                text.Append('\\');
            }

            text.Append(IsShown(rune) ? rune.ToString() : "\uFFFD");
        }
    }

    // Control and format characters can reverse or hide what stands beside the name.
    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
