using System.Globalization;
using SmimeHelpdesk.Text;

namespace SmimeHelpdesk;

/// <summary>
/// One plain sentence for each reason, in English or German: what it means for an agent or administrator, and what to do.
/// Any other culture gives English. Holds no data of a message. Thread-safe.
/// </summary>
public static class SmimeText
{
    /// <summary>The sentence for a verdict on a signature.</summary>
    /// <param name="status">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this SignatureStatus status, CultureInfo culture) => Sentence(status, culture);

    /// <summary>The sentence for a reason against a signature.</summary>
    /// <param name="reason">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this SignatureReason reason, CultureInfo culture) => Sentence(reason, culture);

    /// <summary>The sentence for the status of the encryption.</summary>
    /// <param name="status">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this EncryptionStatus status, CultureInfo culture) => Sentence(status, culture);

    /// <summary>The sentence for a reason why a message could not be decrypted.</summary>
    /// <param name="reason">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this EncryptionReason reason, CultureInfo culture) => Sentence(reason, culture);

    /// <summary>The sentence for the integrity of decrypted content.</summary>
    /// <param name="integrity">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this EncryptionIntegrity integrity, CultureInfo culture) => Sentence(integrity, culture);

    /// <summary>The sentence for a caution.</summary>
    /// <param name="caution">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this SmimeCaution caution, CultureInfo culture) => Sentence(caution, culture);

    /// <summary>The sentence for the protection of a header field.</summary>
    /// <param name="protection">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this HeaderProtection protection, CultureInfo culture) => Sentence(protection, culture);

    /// <summary>The sentence for how a part is shown.</summary>
    /// <param name="role">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this ContentRole role, CultureInfo culture) => Sentence(role, culture);

    /// <summary>The sentence for the strength of a key.</summary>
    /// <param name="strength">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this KeyStrength strength, CultureInfo culture) => Sentence(strength, culture);

    /// <summary>The sentence for the state of the Sign box.</summary>
    /// <param name="availability">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this SignAvailability availability, CultureInfo culture) => Sentence(availability, culture);

    /// <summary>The sentence for the state of the Encrypt box, or of one recipient.</summary>
    /// <param name="availability">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this EncryptAvailability availability, CultureInfo culture) => Sentence(availability, culture);

    /// <summary>The sentence for where a message's text may be quoted.</summary>
    /// <param name="scope">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this QuoteScope scope, CultureInfo culture) => Sentence(scope, culture);

    /// <summary>The sentence for the fate of a sender's certificate.</summary>
    /// <param name="status">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this HarvestStatus status, CultureInfo culture) => Sentence(status, culture);

    /// <summary>The sentence for a reason why a sender's certificate was not stored.</summary>
    /// <param name="reason">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this HarvestReason reason, CultureInfo culture) => Sentence(reason, culture);

    /// <summary>The sentence for the outcome of an import.</summary>
    /// <param name="status">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this CredentialImportStatus status, CultureInfo culture) => Sentence(status, culture);

    /// <summary>The sentence for a finding about an imported credential.</summary>
    /// <param name="finding">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this CredentialFinding finding, CultureInfo culture) => Sentence(finding, culture);

    /// <summary>The sentence for the state of a stored credential.</summary>
    /// <param name="state">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this CredentialState state, CultureInfo culture) => Sentence(state, culture);

    /// <summary>The sentence for what is known about a revocation.</summary>
    /// <param name="status">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this RevocationStatus status, CultureInfo culture) => Sentence(status, culture);

    /// <summary>The sentence for a reason of revocation.</summary>
    /// <param name="reason">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this RevocationReason reason, CultureInfo culture) => Sentence(reason, culture);

    /// <summary>The sentence for a reason why revocation is unknown.</summary>
    /// <param name="reason">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this RevocationUnknownReason reason, CultureInfo culture) => Sentence(reason, culture);

    /// <summary>The sentence for the source of an answer about revocation.</summary>
    /// <param name="source">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this RevocationSource source, CultureInfo culture) => Sentence(source, culture);

    /// <summary>The sentence for an administrator's decision about a customer's certificate.</summary>
    /// <param name="decision">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this SignerCertificateDecision decision, CultureInfo culture) => Sentence(decision, culture);

    /// <summary>The sentence for what opening a message again waits for.</summary>
    /// <param name="piece">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this MissingPiece piece, CultureInfo culture) => Sentence(piece, culture);

    /// <summary>The sentence for what became of a message that was opened again.</summary>
    /// <param name="status">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this ReopenStatus status, CultureInfo culture) => Sentence(status, culture);

    /// <summary>The sentence for the trial of a stored credential.</summary>
    /// <param name="status">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this CredentialValidationStatus status, CultureInfo culture) => Sentence(status, culture);

    /// <summary>The sentence for one half of such a trial.</summary>
    /// <param name="proof">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this CredentialProof proof, CultureInfo culture) => Sentence(proof, culture);

    /// <summary>The sentence for the outcome of a change of state.</summary>
    /// <param name="change">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this CredentialChange change, CultureInfo culture) => Sentence(change, culture);

    /// <summary>The sentence for the outcome of exporting a private key.</summary>
    /// <param name="status">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this PrivateKeyExportStatus status, CultureInfo culture) => Sentence(status, culture);

    /// <summary>The sentence for what is wrong with a credential protector.</summary>
    /// <param name="fault">The member.</param>
    /// <param name="culture">English or German.</param>
    /// <returns>The sentence.</returns>
    public static string Describe(this CredentialProtectorFault fault, CultureInfo culture) => Sentence(fault, culture);

    private static string Sentence<TEnum>(TEnum value, CultureInfo culture)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(culture);
        return TextResources.Sentence(value, culture);
    }
}
