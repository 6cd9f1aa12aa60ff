using System.Globalization;
using System.Text;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

internal static class DistinguishedNameText
{
    private const int MaximumLength = 1024;

    /// <summary>A name for display, such as <c>CN=Alice, O=Example</c>: bounded, without control and bidirectional characters.</summary>
    public static string Render(X509Name name)
    {
        var text = new StringBuilder();
        IList<Org.BouncyCastle.Asn1.DerObjectIdentifier> oids = name.GetOidList();
        IList<string> values = name.GetValueList();
        for (int i = 0; i < oids.Count && text.Length < MaximumLength; i++)
        {
            string label = X509Name.DefaultSymbols.TryGetValue(oids[i], out string? symbol) ? symbol : oids[i].Id;
            text.Append(i == 0 ? string.Empty : ", ").Append(label).Append('=').Append(Clean(values[i]));
        }

        return text.Length > MaximumLength ? text.ToString(0, MaximumLength) + "…" : text.ToString();
    }

    private static string Clean(string value)
    {
        var text = new StringBuilder(Math.Min(value.Length, MaximumLength));
        foreach (char c in value.AsSpan(0, Math.Min(value.Length, MaximumLength)))
        {
            text.Append(IsShown(c) ? c : '\uFFFD');
        }

        return text.ToString();
    }

    // Control and format characters can reverse or hide what stands beside the name.
    private static bool IsShown(char c) => !char.IsControl(c)
        && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
