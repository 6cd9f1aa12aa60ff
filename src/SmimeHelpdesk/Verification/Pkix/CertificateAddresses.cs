using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

internal static class CertificateAddresses
{
    private const int MaximumAddresses = 256;

    /// <summary>
    /// rfc822Name and SmtpUTF8Mailbox (RFC 9598), in order, without duplicates; the subject's emailAddress when neither is there
    /// (RFC 8550 section 3).
    /// </summary>
    public static IReadOnlyList<string> Read(X509Name subject, IReadOnlyList<ConstrainedName> alternativeNames)
    {
        IEnumerable<string> written = HasAlternativeAddress(alternativeNames)
            ? alternativeNames.Where(name => name is { Kind: NameKind.Rfc822, Text: not null }).Select(name => name.Text!)
            : InSubject(subject);
        return [.. written.Distinct(StringComparer.Ordinal).Take(MaximumAddresses)];
    }

    /// <summary>The emailAddress attributes of the subject, as name constraints see them when no alternative name is a mail address.</summary>
    public static IEnumerable<ConstrainedName> Constrained(X509Name subject, IReadOnlyList<ConstrainedName> alternativeNames) =>
        HasAlternativeAddress(alternativeNames) ? [] : InSubject(subject).Select(text => new ConstrainedName(NameKind.Rfc822, text));

    // One that cannot be read counts as well: it must not make way for an address that no constraint has seen.
    private static bool HasAlternativeAddress(IReadOnlyList<ConstrainedName> alternativeNames) => alternativeNames.Any(name => name.Kind is NameKind.Rfc822);

    private static IEnumerable<string> InSubject(X509Name subject) => subject.GetValueList(PkcsObjectIdentifiers.Pkcs9AtEmailAddress);
}
