using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

public sealed class ImportStatusTests
{
    private static TestIdentity Identity => ImportMaterial.Rsa;

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("Dear administrator, please find the certificate attached.")]
    [InlineData("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEvQ...\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void Import_NothingUseful_IsMalformed(string text) => ImportMaterial.Import(text).ShouldFail(CredentialImportStatus.Malformed);

    [Fact]
    public void Import_NoFiles_IsMalformed() => MailboxCredentialImporter.Import([]).ShouldFail(CredentialImportStatus.Malformed);

    [Fact]
    public void Import_KeyCutOff_IsMalformed() =>
        ImportMaterial.Import(Identity.CertificatePem + "\n" + Identity.KeyPem[..(Identity.KeyPem.Length / 2)]).ShouldFail(CredentialImportStatus.Malformed);

    [Fact]
    public void Import_CertificateOnly_HasNoPrivateKey()
    {
        ImportMaterial.Import(Identity.CertificatePem).ShouldFail(CredentialImportStatus.NoPrivateKey);
        ImportMaterial.Import(Identity.CertificatePem + "\n" + Identity.ChainPem).ShouldFail(CredentialImportStatus.NoPrivateKey);
    }

    [Fact]
    public void Import_KeyOnly_HasNoCertificate() => ImportMaterial.Import(Identity.KeyPem).ShouldFail(CredentialImportStatus.NoCertificate);

    [Fact]
    public void Import_RequestInsteadOfCertificate_HasNoCertificate()
    {
        using RSA key = RSA.Create(2048);
        string request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem();

        ImportMaterial.Import(request).ShouldFail(CredentialImportStatus.NoCertificate);
        ImportMaterial.Import(request + "\n" + key.ExportPkcs8PrivateKeyPem()).ShouldFail(CredentialImportStatus.NoCertificate);
    }

    [Fact]
    public void Import_RevocationListBesideACertificate_IsNoDamage()
    {
        byte[] list = new CertificateRevocationListBuilder().Build(
            TestAuthority.Issuing.Certificate, 1, TestAuthority.Now.AddDays(7), HashAlgorithmName.SHA256, thisUpdate: TestAuthority.Now);

        ImportMaterial.Import(ImportMaterial.Pem("X509 CRL", list) + Identity.CertificatePem).ShouldFail(CredentialImportStatus.NoPrivateKey);
    }

    [Fact]
    public void Import_KeyOfAnotherCertificate_DoesNotMatch() =>
        ImportMaterial.Import(Identity.CertificatePem + "\n" + ImportMaterial.EllipticCurve.KeyPem).ShouldFail(CredentialImportStatus.KeyDoesNotMatchCertificate);

    [Fact]
    public void Import_PublicKeyInsteadOfPrivateKey_HasNoPrivateKey()
    {
        using AsymmetricAlgorithm key = Identity.PrivateKey;
        ImportMaterial.Import(Identity.CertificatePem + "\n" + key.ExportSubjectPublicKeyInfoPem()).ShouldFail(CredentialImportStatus.NoPrivateKey);
    }

    [Theory]
    [InlineData("support@desk.example", CredentialImportStatus.Imported)]
    [InlineData("SUPPORT@Desk.Example", CredentialImportStatus.Imported)]
    [InlineData("sales@desk.example", CredentialImportStatus.AddressMismatch)]
    public void Import_ForAMailbox_ComparesAddresses(string mailbox, CredentialImportStatus status) =>
        MailboxCredentialImporter.Import(Identity.Pem, null, ImportMaterial.AtNow with { Mailbox = mailbox }).Status.Should().Be(status);

    [Fact]
    public void Import_CertificateWithoutAddressForAMailbox_IsMismatch()
    {
        TestIdentity nameless = TestAuthority.Issuing.Issue(new TestSubject());

        ImportMaterial.Import(nameless.Pem).ShouldBe(nameless);
        MailboxCredentialImporter.Import(nameless.Pem, null, ImportMaterial.AtNow with { Mailbox = "support@desk.example" })
            .ShouldFail(CredentialImportStatus.AddressMismatch);
    }

    [Fact]
    public void Import_CredentialsOfSeveralMailboxes_KeepsTheAskedOnes()
    {
        TestIdentity sales = TestAuthority.Issuing.Issue(new TestSubject("sales@desk.example"));

        CredentialImportResult result = MailboxCredentialImporter.Import(
            sales.Pem + ImportMaterial.EllipticCurve.Pem, null, ImportMaterial.AtNow with { Mailbox = "support@desk.example" });

        result.ShouldBe(ImportMaterial.EllipticCurve);
        result.Findings.Should().Contain([CredentialFinding.UnusedCertificate, CredentialFinding.UnusedPrivateKey]);
    }

    [Fact]
    public void Import_UnsupportedKeys_AreNamedAsSuch()
    {
        ForeignKey x448 = ForeignKey.X448();
        ImportMaterial.Import(x448.Certificate.RawData, x448.Pkcs8).ShouldFail(CredentialImportStatus.UnsupportedKey);
        using var dsa = DSA.Create(1024);
        ImportMaterial.Import(Identity.CertificatePem + "\n" + dsa.ExportPkcs8PrivateKeyPem()).ShouldFail(CredentialImportStatus.UnsupportedKey);
        ImportMaterial.Import(Identity.CertificatePem + "\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n")
            .ShouldFail(CredentialImportStatus.UnsupportedKey);
    }

    [Fact]
    public void Import_CertificateOfAnUnnamedCurve_IsUnsupported()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa spelled = ECDsa.Create(key.ExportExplicitParameters(true));
        using X509Certificate2 certificate = ForeignKey.Certify(spelled.ExportSubjectPublicKeyInfo(), X509KeyUsageFlags.DigitalSignature);

        ImportMaterial.Import(certificate.RawData, key.ExportPkcs8PrivateKey()).ShouldFail(CredentialImportStatus.UnsupportedKey);
    }

    [Fact]
    public void Import_EncryptedKeyBesideAGoodPair_IsAFinding()
    {
        using AsymmetricAlgorithm other = ImportMaterial.EllipticCurve.PrivateKey;
        string pem = Identity.Pem + other.ExportEncryptedPkcs8PrivateKeyPem("geheim", Pkcs12Writer.Aes);

        ImportMaterial.Import(pem).ShouldBe(Identity);
        ImportMaterial.Import(pem, "falsch").Findings.Should().Contain(CredentialFinding.UnusedPrivateKey);
    }

    [Fact]
    public void Import_Nothing_IsMisuse()
    {
        ((Action)(() => MailboxCredentialImporter.Import((string)null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => MailboxCredentialImporter.Import((IReadOnlyList<ReadOnlyMemory<byte>>)null!))).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Import_WithoutAnInstant_JudgesNow()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 past = request.CreateSelfSigned(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2002, 1, 1, 0, 0, 0, TimeSpan.Zero));

        MailboxCredentialImporter.Import(past.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem()).Findings.Should().Contain(CredentialFinding.Expired);
    }
}
