using System.Security.Cryptography;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials;

/// <summary>
/// Compares a row with what was asked for. Databases compare text by collation, and whoever can write to one can move rows:
/// neither may hand one mailbox the credential of another.
/// </summary>
internal static class CredentialRowCheck
{
    public static CredentialRowFault Check(StoredCredential row, Mailbox mailbox, CertificateMemo certificates, out UsableCredential? usable)
    {
        usable = null;
        if (!string.Equals(row.Tenant, mailbox.Tenant, StringComparison.Ordinal))
        {
            return CredentialRowFault.OtherTenant;
        }

        if (!string.Equals(row.MailboxAddress, mailbox.NormalizedAddress, StringComparison.Ordinal))
        {
            return CredentialRowFault.OtherMailbox;
        }

        ParsedCertificate? certificate = certificates.TryParse(row.Certificate);
        if (!string.Equals(row.Sha256, certificate?.Sha256 ?? Convert.ToHexStringLower(SHA256.HashData(row.Certificate.Span)), StringComparison.Ordinal))
        {
            return CredentialRowFault.ThumbprintMismatch;
        }

        if (certificate is null)
        {
            return CredentialRowFault.UnreadableCertificate;
        }

        // An issuer that cannot be read is left out of signed mail; the credential itself still works.
        usable = new UsableCredential(row, certificate, [.. row.Chain.Select(certificates.TryParse).OfType<ParsedCertificate>()]);
        return CredentialRowFault.None;
    }
}
