using System.Globalization;

namespace SmimeHelpdesk.Text;

/// <summary>The verdicts in whole sentences, the headline first.</summary>
internal static class ExplanationText
{
    public static IReadOnlyList<string> Sentences(SignatureVerdict signature, EncryptionVerdict encryption, CultureInfo culture)
    {
        var sentences = new List<string>(Signature(signature, culture));
        if (signature is { Status: SignatureStatus.Valid, PathNow.Findings: [SignatureFinding later, ..] })
        {
            sentences.Add(TextResources.Phrase("NoLongerValid", culture, TextResources.Short(later.Reason, culture)));
        }

        if (encryption.Status is not EncryptionStatus.NotEncrypted)
        {
            sentences.Add(encryption.Reason is EncryptionReason.None
                ? TextResources.Sentence(encryption.Status, culture)
                : TextResources.Sentence(encryption.Reason, culture));
        }

        sentences.AddRange(signature.Cautions.Select(caution => TextResources.Sentence(caution, culture)));
        return [.. sentences.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Signature(SignatureVerdict signature, CultureInfo culture)
    {
        if (signature.Findings.Count > 0)
        {
            return signature.Findings.Select(finding => FactText.WithFacts(TextResources.Sentence(finding.Reason, culture), finding.Facts, culture));
        }

        return [signature.Reason is SignatureReason.None
            ? TextResources.Sentence(signature.Status, culture)
            : TextResources.Sentence(signature.Reason, culture)];
    }
}
