using System.Globalization;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Text;

/// <summary>
/// The line of a ticket's header. It reports and does not praise: as RFC 9787 asks, an invalid signature gets no louder words
/// than a missing one, and nothing is ever called secure.
/// </summary>
internal static class SummaryText
{
    private const int MaximumAddressLength = 120;

    public static string Line(MessageSummary summary, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        EncryptionVerdict encryption = summary.Encryption;
        string reason = TextResources.Short(encryption.Reason, culture);

        // Of a mail that could not be read nobody knows whether it is signed.
        bool unsigned = summary.Signature.Status is SignatureStatus.Unsigned;
        return encryption.Status switch
        {
            EncryptionStatus.NotDecryptable when unsigned => TextResources.Phrase("Line.NotDecryptable", culture, reason),
            EncryptionStatus.NotDecryptable => TextResources.Phrase("Line.WithNotDecryptable", culture, SignatureLine(summary, culture), reason),
            EncryptionStatus.Decrypted => TextResources.Phrase("Line.WithEncryption", culture, SignatureLine(summary, culture)),
            _ => SignatureLine(summary, culture),
        };
    }

    public static IReadOnlyList<string> Explain(MessageSummary summary, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return ExplanationText.Sentences(summary.Signature, summary.Encryption, culture);
    }

    private static string SignatureLine(MessageSummary summary, CultureInfo culture)
    {
        SignatureVerdict signature = summary.Signature;
        string reason = TextResources.Short(signature.Reason, culture);
        return signature.Status switch
        {
            SignatureStatus.Unsigned => TextResources.Phrase("Line.NotSigned", culture),
            SignatureStatus.Valid => TextResources.Phrase("Line.Valid", culture, SignerName(summary, culture)),
            SignatureStatus.Invalid => TextResources.Phrase("Line.Invalid", culture, reason),
            _ when signature.Signer is null => TextResources.Phrase("Line.IndeterminateUnknownSigner", culture, reason),
            _ => TextResources.Phrase("Line.Indeterminate", culture, SignerName(summary, culture), reason),
        };
    }

    // The certificate says who signed, never the From field: From only picks among the certificate's own addresses.
    private static string SignerName(MessageSummary summary, CultureInfo culture)
    {
        IReadOnlyList<string> addresses = summary.Signature.Signer?.Addresses ?? [];
        if (addresses.Count == 0)
        {
            return TextResources.Phrase("Line.UnknownSigner", culture);
        }

        string? shown = addresses.FirstOrDefault(address => EmailAddress.Same(address, summary.From));
        string address = FittedText.Fit(shown ?? addresses[0], MaximumAddressLength);
        return shown is null && addresses.Count > 1 ? TextResources.Phrase("Line.SeveralAddresses", culture, address) : address;
    }
}
