using System.Globalization;
using SmimeHelpdesk.Text;

namespace SmimeHelpdesk;

/// <summary>The small line for a ticket's header, rendered from the verdicts, in English or German.</summary>
public sealed record MessageSummary
{
    internal MessageSummary(OpenedMessage message)
        : this(message.Signature, message.Encryption, message.Headers.From)
    {
    }

    /// <summary>Makes a summary from verdicts that the host has stored.</summary>
    /// <param name="signature">The verdict on the signature.</param>
    /// <param name="encryption">The verdict on the encryption.</param>
    /// <param name="from">The author's address; of a certificate's several addresses this one is shown. Null when not known.</param>
    public MessageSummary(SignatureVerdict signature, EncryptionVerdict encryption, string? from = null)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(encryption);
        Signature = signature;
        Encryption = encryption;
        From = from;
    }

    /// <summary>The verdict on the signature.</summary>
    public SignatureVerdict Signature { get; }

    /// <summary>The verdict on the encryption.</summary>
    public EncryptionVerdict Encryption { get; }

    /// <summary>The author's address; shown only when the signer's certificate holds it.</summary>
    public string? From { get; }

    /// <summary>One line, such as <c>Signed by alice@customer.example - valid</c>.</summary>
    /// <param name="culture">English or German; any other culture gives English.</param>
    /// <returns>The line, without line breaks or control characters.</returns>
    public string ToString(CultureInfo culture) => SummaryText.Line(this, culture);

    /// <summary>One sentence per reason and caution.</summary>
    /// <param name="culture">English or German; any other culture gives English.</param>
    /// <returns>The sentences, the headline first.</returns>
    public IReadOnlyList<string> Explain(CultureInfo culture) => SummaryText.Explain(this, culture);

    /// <summary>The line in English.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => ToString(CultureInfo.InvariantCulture);
}
