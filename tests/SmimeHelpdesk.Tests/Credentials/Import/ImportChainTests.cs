using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

public sealed class ImportChainTests
{
    private const string Address = "support@desk.example";

    [Fact]
    public void Import_ChainInAnyOrder_IsOrderedNearestFirst()
    {
        TestIdentity identity = ImportMaterial.EllipticCurve;
        string[] pieces = [identity.CertificatePem, identity.KeyPem, .. identity.Issuer.Chain.Select(issuer => issuer.ExportCertificatePem())];
        foreach (int[] order in (int[][])[[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]])
        {
            CredentialImportResult result = ImportMaterial.Import(string.Join('\n', order.Select(i => pieces[i])));

            result.ShouldBe(identity);
            result.Credentials[0].ExportChain().Select(issuer => issuer.Subject).Should().Equal("CN=Test Issuing CA", "CN=Test Root CA");
            result.Findings.Should().BeEmpty();
        }
    }

    [Fact]
    public void Import_AuthoritiesWithOneName_AreToldApartByTheSignature()
    {
        TestAuthority right = TestAuthority.CreateRoot("Renewed CA", WithoutIdentifier);
        TestAuthority wrong = TestAuthority.CreateRoot("Renewed CA", WithoutIdentifier);
        TestIdentity identity = right.Issue(new TestSubject(Address));

        CredentialImportResult result = ImportMaterial.Import(
            wrong.Certificate.ExportCertificatePem() + "\n" + identity.Pem + wrong.Certificate.ExportCertificatePem());

        result.Credentials[0].ExportChain().Select(issuer => issuer.Thumbprint).Should().Equal(right.Certificate.Thumbprint);
        result.Findings.Should().Equal(CredentialFinding.UnusedCertificate);
    }

    [Fact]
    public void Import_SameCertificateTwice_CountsOnce() =>
        ImportMaterial.Import(ImportMaterial.EllipticCurve.Pem + ImportMaterial.EllipticCurve.Pem).ShouldBe(ImportMaterial.EllipticCurve);

    [Fact]
    public void Import_RenewalWithTheSameKey_GivesBothNewestFirst()
    {
        TestIdentity old = TestAuthority.Issuing.Issue(new TestSubject(Address) { NotAfter = TestAuthority.Now.AddDays(-1) });
        using ECDsa key = old.Certificate.GetECDsaPrivateKey()!;
        using X509Certificate2 renewed = ForeignKey.Certify(key.ExportSubjectPublicKeyInfo(), X509KeyUsageFlags.DigitalSignature);

        CredentialImportResult result = ImportMaterial.Import(old.Pem + renewed.ExportCertificatePem());

        result.Credentials.Select(credential => credential.Sha256)
            .Should().Equal(Convert.ToHexStringLower(SHA256.HashData(renewed.RawData)), old.Sha256);
        result.Credentials.Should().AllSatisfy(KeyProof.Check);
    }

    [Fact]
    public void Import_SeveralCredentials_AreSortedBySigningThenEndThenThumbprint()
    {
        TestIdentity[] identities =
        [
            TestAuthority.Issuing.Issue(new TestSubject(Address) { Key = "RSA-2048", KeyUsage = X509KeyUsageFlags.KeyEncipherment, NotAfter = TestAuthority.Now.AddYears(3) }),
            TestAuthority.Issuing.Issue(new TestSubject(Address)),
            TestAuthority.Issuing.Issue(new TestSubject(Address)),
            TestAuthority.Issuing.Issue(new TestSubject(Address) { NotAfter = TestAuthority.Now.AddYears(2) }),
        ];

        CredentialImportResult result = ImportMaterial.Import(string.Concat(identities.Select(identity => identity.Pem)));

        string[] tied = [.. identities[1..3].Select(identity => identity.Sha256).Order(StringComparer.Ordinal)];
        result.Credentials.Select(credential => credential.Sha256).Should().Equal([identities[3].Sha256, .. tied, identities[0].Sha256]);
    }

    [Fact]
    public void Import_KeyOfTheAuthorityItself_IsNotKept()
    {
        TestAuthority authority = TestAuthority.CreateRoot("Own CA");
        TestIdentity identity = authority.Issue(new TestSubject(Address));
        using ECDsa authorityKey = authority.Certificate.GetECDsaPrivateKey()!;

        CredentialImportResult result = ImportMaterial.Import(identity.Pem + authorityKey.ExportPkcs8PrivateKeyPem());

        result.ShouldBe(identity);
        result.Findings.Should().Equal(CredentialFinding.UnusedPrivateKey);
    }

    [Fact]
    public void Import_CrossCertificate_IsNoLeftover()
    {
        TestAuthority authority = TestAuthority.CreateRoot("Crossed CA");
        using ECDsa publicKey = authority.Certificate.PublicKey.GetECDsaPublicKey()!;
        var request = new CertificateRequest(authority.Certificate.SubjectName, publicKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 cross = request.Create(TestAuthority.Root.Certificate, TestAuthority.Now.AddDays(-1), TestAuthority.Now.AddYears(1), [5]);
        TestIdentity identity = authority.Issue(new TestSubject(Address));

        CredentialImportResult result = ImportMaterial.Import(cross.ExportCertificatePem() + "\n" + identity.Pem);

        result.Credentials[0].ExportChain().Select(issuer => issuer.Thumbprint).Should().Equal(authority.Certificate.Thumbprint);
        result.Findings.Should().BeEmpty();
    }

    [Fact]
    public void Import_AuthoritiesThatIssueEachOther_End()
    {
        using ECDsa first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 firstCertificate = Issue("CN=A", first, "CN=B", second);
        using X509Certificate2 secondCertificate = Issue("CN=B", second, "CN=A", first);
        using ECDsa leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 leaf = Issue("CN=Leaf", leafKey, "CN=A", first);

        CredentialImportResult result = ImportMaterial.Import(leaf.RawData, secondCertificate.RawData, firstCertificate.RawData, leafKey.ExportPkcs8PrivateKey());

        result.ShouldBe(leaf);
        result.Credentials[0].ExportChain().Select(issuer => issuer.Subject).Should().Equal("CN=A", "CN=B");
        result.Findings.Should().Contain(CredentialFinding.ChainIncomplete);
    }

    [Fact]
    public void Import_SignatureThatCannotBeChecked_GoesByTheKeyIdentifiers()
    {
        TestAuthority right = TestAuthority.CreateRoot("Unknown CA");
        TestAuthority wrong = TestAuthority.CreateRoot("Unknown CA");
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Leaf", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(right.Certificate, true, false));
        using X509Certificate2 leaf = request.Create(
            right.Certificate.SubjectName, new UnknownGenerator(), TestAuthority.Now.AddDays(-1), TestAuthority.Now.AddYears(1), [1, 2]);

        CredentialImportResult result = ImportMaterial.Import(
            leaf.RawData, key.ExportPkcs8PrivateKey(), wrong.Certificate.RawData, right.Certificate.RawData);

        result.Credentials[0].ExportChain().Select(issuer => issuer.Thumbprint).Should().Equal(right.Certificate.Thumbprint);
        result.Findings.Should().Contain(CredentialFinding.UnusedCertificate);
    }

    [Fact]
    public void Import_NameOfTheIssuerWithAnotherKey_IsNotSelfSigned()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = Issue("CN=Same", key, "CN=Same", other);

        ImportMaterial.Import(certificate.RawData, key.ExportPkcs8PrivateKey()).Findings
            .Should().Contain(CredentialFinding.ChainIncomplete).And.NotContain(CredentialFinding.SelfSigned);
    }

    private static X509Certificate2 Issue(string subject, ECDsa key, string issuer, ECDsa issuerKey) =>
        new CertificateRequest(subject, key, HashAlgorithmName.SHA256).Create(
            new X500DistinguishedName(issuer), X509SignatureGenerator.CreateForECDsa(issuerKey), TestAuthority.Now.AddDays(-1), TestAuthority.Now.AddYears(1), [1, 2]);

    private static void WithoutIdentifier(CertificateRequest request) =>
        request.CertificateExtensions.Remove(request.CertificateExtensions.Single(extension => extension is X509SubjectKeyIdentifierExtension));

    private sealed class UnknownGenerator : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("30050603" + "2A0304");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => [1, 2, 3, 4];

        protected override PublicKey BuildPublicKey() => throw new NotSupportedException();
    }
}
