using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

public sealed class ImportFindingTests
{
    private const string Address = "support@desk.example";

    private static readonly Dictionary<CredentialFinding, Func<string>> Causes = new()
    {
        [CredentialFinding.Expired] = () => Pem(new TestSubject(Address) { NotAfter = TestAuthority.Now.AddSeconds(-1) }),
        [CredentialFinding.NotYetValid] = () => Pem(new TestSubject(Address) { NotBefore = TestAuthority.Now.AddSeconds(1) }),
        [CredentialFinding.ExpiresSoon] = () => Pem(new TestSubject(Address) { NotAfter = TestAuthority.Now.AddDays(30) }),
        [CredentialFinding.KeyStrengthWeak] = () => Pem(new TestSubject(Address) { Key = "RSA-1024" }),
        [CredentialFinding.KeyStrengthLegacy] = () => ImportMaterial.Rsa.Pem,
        [CredentialFinding.NoEmailProtectionPurpose] = () => Pem(new TestSubject(Address) { Purposes = ["1.3.6.1.5.5.7.3.1"] }),
        [CredentialFinding.NoMailAddress] = () => Pem(new TestSubject()),
        [CredentialFinding.ChainIncomplete] = () => ImportMaterial.EllipticCurve.CertificatePem + ImportMaterial.EllipticCurve.KeyPem,
        [CredentialFinding.NotForSigning] = () => Pem(new TestSubject(Address) { Key = "RSA-2048", KeyUsage = X509KeyUsageFlags.KeyEncipherment }),
        [CredentialFinding.NotForEncryption] = () => Pem(new TestSubject(Address) { KeyUsage = X509KeyUsageFlags.DigitalSignature }),
        [CredentialFinding.CertificateAuthority] = () => SelfSigned(HashAlgorithmName.SHA256, authority: true),
        [CredentialFinding.SelfSigned] = () => SelfSigned(HashAlgorithmName.SHA256, authority: false),
        [CredentialFinding.UnusedPrivateKey] = () => ImportMaterial.EllipticCurve.Pem + ImportMaterial.Rsa.KeyPem,
        [CredentialFinding.UnusedCertificate] = () => ImportMaterial.EllipticCurve.Pem + ImportMaterial.Rsa.CertificatePem,
        [CredentialFinding.WeakCertificateSignature] = () => SelfSigned(HashAlgorithmName.SHA1, authority: false),
        [CredentialFinding.DamagedPart] = () => "-----BEGIN CERTIFICATE-----\nMIIDamaged...\n-----END CERTIFICATE-----\n" + ImportMaterial.EllipticCurve.Pem,
    };

    // Nothing, and what only the manager can know, because it is about more than one file.
    private static readonly CredentialFinding[] OfOthers = [CredentialFinding.None, CredentialFinding.SameKeyAsAnother, CredentialFinding.StateChanged];

    public static TheoryData<CredentialFinding> All => [.. Causes.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Import_Cause_IsFound(CredentialFinding finding)
    {
        CredentialImportResult result = ImportMaterial.Import(Causes[finding]());

        result.Status.Should().Be(CredentialImportStatus.Imported);
        result.Findings.Should().Contain(finding).And.OnlyHaveUniqueItems().And.NotContain(CredentialFinding.None);
    }

    [Fact]
    public void Causes_OfSuccessAndOfFailure_AreAllFindings() =>
        Causes.Keys.Concat(ImportExplanationTests.Causes.Keys).Concat(OfOthers).Distinct().Should().BeEquivalentTo(Enum.GetValues<CredentialFinding>());

    [Fact]
    public void Import_GoodCredential_HasNoFindings() => ImportMaterial.Import(ImportMaterial.EllipticCurve.Pem).Findings.Should().BeEmpty();

    [Fact]
    public void Import_ThirtyOneDaysToGo_IsNotSoon() =>
        ImportMaterial.Import(Pem(new TestSubject(Address) { NotAfter = TestAuthority.Now.AddDays(31) })).Findings.Should().BeEmpty();

    [Fact]
    public void Import_Expired_IsNotCalledExpiringSoon() =>
        ImportMaterial.Import(Causes[CredentialFinding.Expired]()).Findings.Should().Equal(CredentialFinding.Expired);

    [Fact]
    public void Import_SignatureWithPssDefaults_IsWeak()
    {
        using RSA issuerKey = RSA.Create(2048);
        var name = new X500DistinguishedName("CN=PSS CA");
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 weak = request.Create(name, new PssGenerator(issuerKey, "300D06092A864886F70D01010A3000"), TestAuthority.Now.AddDays(-1), TestAuthority.Now.AddYears(1), [1]);
        using X509Certificate2 strong = request.Create(name, X509SignatureGenerator.CreateForRSA(issuerKey, RSASignaturePadding.Pss), TestAuthority.Now.AddDays(-1), TestAuthority.Now.AddYears(1), [2]);

        ImportMaterial.Import(weak.RawData, key.ExportPkcs8PrivateKey()).Findings.Should().Contain(CredentialFinding.WeakCertificateSignature);
        ImportMaterial.Import(strong.RawData, key.ExportPkcs8PrivateKey()).Findings.Should().NotContain(CredentialFinding.WeakCertificateSignature);
    }

    private static string Pem(TestSubject subject) => TestAuthority.Issuing.Issue(subject).Pem;

    private static string SelfSigned(HashAlgorithmName hash, bool authority)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Self", key, hash, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, true));
        using X509Certificate2 certificate = request.Create(
            request.SubjectName, new Pkcs1Generator(key, hash), TestAuthority.Now.AddDays(-1), TestAuthority.Now.AddYears(1), [7]);
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem();
    }

    // The framework's own generator refuses SHA-1.
    private sealed class Pkcs1Generator(RSA key, HashAlgorithmName hash) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            Convert.FromHexString(hash == HashAlgorithmName.SHA1 ? "300D06092A864886F70D0101050500" : "300D06092A864886F70D01010B0500");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, hash, RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => new(key);
    }

    private sealed class PssGenerator(RSA key, string algorithm) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString(algorithm);

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pss);

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
