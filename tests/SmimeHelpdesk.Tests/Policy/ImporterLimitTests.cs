using System.Security.Cryptography;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Policy;

/// <summary>The bounds of an import: what reaches one is read, what is one past it says <c>LimitExceeded</c>.</summary>
public sealed class ImporterLimitTests
{
    private const int Iterations = 3000;
    private static readonly KeyedIdentity Identity = SharedIdentities.Desk();

    [Fact]
    public void MaximumImportSize_AtItAndOnePastIt_IsReadAndRefused()
    {
        string pem = new string('\n', 1024) + Identity.CertificatePem + "\n" + Identity.KeyPem;

        Import(pem, null, limits => limits with { MaximumImportSize = pem.Length }).Should().Be(CredentialImportStatus.Imported);
        Import(pem, null, limits => limits with { MaximumImportSize = pem.Length - 1 }).Should().Be(CredentialImportStatus.LimitExceeded);
    }

    [Fact]
    public void MaximumKdfIterations_AtItAndOnePastIt_IsReadAndRefused()
    {
        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(Identity.KeyPem);
        string encrypted = key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations));

        Import(Identity.CertificatePem + "\n" + encrypted, "secret", limits => limits with { MaximumKdfIterations = Iterations }).Should().Be(CredentialImportStatus.Imported);
        Import(Identity.CertificatePem + "\n" + encrypted, "secret", limits => limits with { MaximumKdfIterations = Iterations - 1 }).Should().Be(CredentialImportStatus.LimitExceeded);
    }

    private static CredentialImportStatus Import(string text, string? password, Func<SmimeLimits, SmimeLimits> change)
    {
        CredentialImportResult result = MailboxCredentialImporter.Import(text, password, new CredentialImportOptions { Limits = change(SmimeLimits.Default) });
        foreach (MailboxCredential credential in result.Credentials)
        {
            credential.Dispose();
        }

        return result.Status;
    }
}
