using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Diagnostics.Canary;

/// <summary>What an administrator gets wrong, each time with the key or the passphrase at hand.</summary>
internal static class ImportFailures
{
    public static byte[] Pkcs12(TestIdentity identity)
    {
        X509Certificate2Collection certificates = [identity.Certificate, .. identity.Issuer.Chain];
        return certificates.Export(X509ContentType.Pkcs12, Canaries.Passphrase)!;
    }

    public static void AssertEach(TestIdentity identity, byte[] file)
    {
        string encrypted = identity.CertificatePem + "\n" + identity.PrivateKey.ExportEncryptedPkcs8PrivateKeyPem(
            Canaries.Passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2000));
        MailboxCredentialImporter.Import(encrypted, Canaries.Passphrase).Status.Should().Be(CredentialImportStatus.Imported);
        string[] lines = identity.KeyPem.Split('\n');
        string shortened = identity.CertificatePem + "\n" + string.Join('\n', [.. lines[..2], .. lines[3..]]);
        TestIdentity other = TestAuthority.Issuing.Issue(new TestSubject(identity.Certificate.GetNameInfo(X509NameType.EmailName, false)) { Key = "RSA-2048" });
        foreach (CredentialImportResult result in (CredentialImportResult[])
        [
            MailboxCredentialImporter.Import(file, Canaries.WrongPassphrase),
            MailboxCredentialImporter.Import(file),
            MailboxCredentialImporter.Import(file.AsMemory()[..^30], Canaries.Passphrase),
            MailboxCredentialImporter.Import(encrypted, Canaries.WrongPassphrase),
            MailboxCredentialImporter.Import(encrypted),
            MailboxCredentialImporter.Import(identity.KeyPem),
            MailboxCredentialImporter.Import(shortened, Canaries.Passphrase),
            MailboxCredentialImporter.Import(other.CertificatePem + "\n" + identity.KeyPem),
            MailboxCredentialImporter.Import(Canaries.Passphrase + "\n" + Canaries.Secret, Canaries.Passphrase),
        ])
        {
            result.Status.Should().NotBe(CredentialImportStatus.Imported);
        }
    }
}
