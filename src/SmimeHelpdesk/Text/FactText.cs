using System.Globalization;

namespace SmimeHelpdesk.Text;

/// <summary>Puts the facts of a finding behind its sentence.</summary>
internal static class FactText
{
    private const int MaximumFactLength = 200;

    private static readonly string[] Names = ["expected", "actual", "subject", "issuer", "serial", "layer", "attribute", "algorithm", "notBefore", "notAfter", "at", "reason", "revokedAt"];

    /// <summary>The sentence, its known facts in parentheses before the full stop.</summary>
    public static string WithFacts(string sentence, IReadOnlyDictionary<string, string> facts, CultureInfo culture)
    {
        string[] shown = [.. Names.Where(name => !string.IsNullOrEmpty(facts.GetValueOrDefault(name))).Select(name => TextResources.Phrase("Fact." + name, culture, Render(name, facts[name], culture)))];
        return shown.Length == 0 ? sentence : $"{sentence.TrimEnd('.')} ({string.Join("; ", shown)}).";
    }

    private static string Render(string name, string fact, CultureInfo culture)
    {
        if (name == "reason" && Enum.TryParse(fact, out RevocationReason reason))
        {
            return TextResources.Short(reason, culture);
        }

        bool isInstant = name is "notBefore" or "notAfter" or "at" or "revokedAt";
        return isInstant && DateTimeOffset.TryParse(fact, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? instant.UtcDateTime.ToString(TextResources.Phrase("DateFormat", culture), CultureInfo.InvariantCulture)
            : FittedText.Fit(fact, MaximumFactLength);
    }
}
