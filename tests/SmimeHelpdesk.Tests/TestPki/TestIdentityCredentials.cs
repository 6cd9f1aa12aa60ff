using System.Security.Cryptography;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.TestPki;

internal static class TestIdentityCredentials
{
    /// <summary>The identity as a credential, without the importer.</summary>
    public static MailboxCredential ToCredential(this TestIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        using AsymmetricAlgorithm key = identity.PrivateKey;
        return new MailboxCredential(
            ParsedCertificate.Parse(identity.Certificate.RawData),
            [.. identity.Issuer.Chain.Select(issuer => ParsedCertificate.Parse(issuer.RawData))],
            key.ExportPkcs8PrivateKey());
    }
}
