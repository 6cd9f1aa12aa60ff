using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

public sealed class ImportPemTests
{
    private static TestIdentity Identity => ImportMaterial.Rsa;

    public static TheoryData<string> TextPastes => [.. Pastes.OfText.Keys];

    public static TheoryData<string> FilePastes => [.. Pastes.OfFiles.Keys];

    [Theory]
    [MemberData(nameof(TextPastes))]
    public void Import_DisfiguredPaste_IsImportedAndComplete(string name)
    {
        CredentialImportResult result = ImportMaterial.Import(Pastes.OfText[name](Identity.Pem));

        result.ShouldBe(Identity);
        result.Credentials[0].ExportChain().Select(issuer => issuer.Subject).Should().Equal("CN=Test Issuing CA", "CN=Test Root CA");
    }

    [Theory]
    [MemberData(nameof(FilePastes))]
    public void Import_TextFileInAnyEncoding_IsImported(string name) => ImportMaterial.Import(Pastes.OfFiles[name](Identity.Pem)).ShouldBe(Identity);

    [Theory]
    [InlineData("PRIVATE KEY")]
    [InlineData("RSA PRIVATE KEY")]
    [InlineData("ANY PRIVATE KEY")]
    public void Import_RsaKeyUnderAnyLabel_IsRecognisedByContent(string label)
    {
        ImportMaterial.Import(Identity.CertificatePem + "\n" + ImportMaterial.Pem(label, Identity.InnerKey())).ShouldBe(Identity);
        ImportMaterial.Import(ImportMaterial.Pem(label, Identity.Pkcs8()) + Identity.CertificatePem).ShouldBe(Identity);
    }

    [Fact]
    public void Import_TrustedCertificate_IsImportedWithoutItsSettings()
    {
        var settings = new AsnWriter(AsnEncodingRules.DER);
        using (settings.PushSequence())
        {
            settings.WriteCharacterString(UniversalTagNumber.UTF8String, "alias");
        }

        string trusted = ImportMaterial.Pem("TRUSTED CERTIFICATE", [.. Identity.Certificate.RawData, .. settings.Encode()]);

        ImportMaterial.Import(trusted + Identity.KeyPem).ShouldBe(Identity);
    }

    [Theory]
    [InlineData("PKCS7")]
    [InlineData("PKCS #7 SIGNED DATA")]
    [InlineData("CMS")]
    [InlineData("CERTIFICATE")]
    public void Import_CertificatesInPkcs7_AreRead(string label)
    {
        X509Certificate2[] certificates = [.. Identity.Issuer.Chain, X509CertificateLoader.LoadCertificate(Identity.Certificate.RawData)];
        byte[] bag = new X509Certificate2Collection(certificates).Export(X509ContentType.Pkcs7)!;

        CredentialImportResult result = ImportMaterial.Import(ImportMaterial.Pem(label, bag) + Identity.KeyPem);

        result.ShouldBe(Identity);
        result.Credentials[0].ExportChain().Should().HaveCount(2);
    }

    [Fact]
    public void Import_EllipticCurveKeyWithParametersBlock_IsImported()
    {
        TestIdentity identity = ImportMaterial.EllipticCurve;
        string parameters = ImportMaterial.Pem("EC PARAMETERS", Convert.FromHexString("06082A8648CE3D030107"));

        ImportMaterial.Import(parameters + ImportMaterial.Pem("EC PRIVATE KEY", identity.InnerKey()) + identity.CertificatePem).ShouldBe(identity);
    }

    [Theory]
    [InlineData("EC PARAMETERS", "-----BEGIN EC PARAMETERS-----\nBgUrgQQACg==\n-----END EC PARAMETERS-----\n", "1.3.132.0.10")]
    [InlineData("certificate", "", "1.3.36.3.3.2.8.1.1.7")]
    [InlineData("size", "", "1.3.132.0.34")]
    public void Import_KeyThatNamesNoCurve_TakesItFromItsSurroundings(string source, string parameters, string curve)
    {
        (ECDsa key, X509Certificate2 certificate) = CurveIdentity.Create(curve);
        using (key)
        using (certificate)
        {
            string bare = ImportMaterial.Pem("EC PRIVATE KEY", CurveIdentity.Sec1(key.ExportParameters(true).D!, (byte[]?)null, null));

            ImportMaterial.Import(parameters + bare + certificate.ExportCertificatePem()).ShouldBe(certificate);
            source.Should().NotBeEmpty();
        }
    }

    [Theory]
    [InlineData("1.2.840.10045.3.1.7", false)]
    [InlineData("1.2.840.10045.3.1.7", true)]
    [InlineData("1.3.132.0.35", false)]
    [InlineData("1.3.36.3.3.2.8.1.1.13", true)]
    public void Import_ExplicitParametersOfAKnownCurve_AreNamedAgain(string curve, bool compressed)
    {
        (ECDsa key, X509Certificate2 certificate) = CurveIdentity.Create(curve);
        using (key)
        using (certificate)
        {
            byte[] sec1 = CurveIdentity.Sec1(key.ExportParameters(true).D!, CurveIdentity.ExplicitParameters(curve, compressed), null);

            ImportMaterial.Import(ImportMaterial.Pem("EC PRIVATE KEY", sec1) + certificate.ExportCertificatePem()).ShouldBe(certificate);
        }
    }

    [Theory]
    [InlineData("prime", "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("a", "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC")]
    [InlineData("b", "5AC635D8AA3A93E7")]
    [InlineData("generator", "6B17D1F2E12C4247")]
    [InlineData("order", "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84")]
    public void Import_ExplicitParametersWithOneNumberChanged_AreNotComputedWith(string number, string start)
    {
        (ECDsa key, X509Certificate2 certificate) = CurveIdentity.Create("1.2.840.10045.3.1.7");
        using (key)
        using (certificate)
        {
            byte[] parameters = CurveIdentity.ExplicitParameters("1.2.840.10045.3.1.7");
            int at = parameters.AsSpan().IndexOf(Convert.FromHexString(start));
            at.Should().BePositive(number);
            parameters[at + 6] ^= 1;
            byte[] sec1 = CurveIdentity.Sec1(key.ExportParameters(true).D!, parameters, null);

            ImportMaterial.Import(ImportMaterial.Pem("EC PRIVATE KEY", sec1) + certificate.ExportCertificatePem()).ShouldFail(CredentialImportStatus.UnsupportedKey);
        }
    }

    [Fact]
    public void Import_BlocksThatAreNoCredential_AreIgnored()
    {
        using RSA other = RSA.Create(2048);
        string request = new CertificateRequest("CN=x", other, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem();
        string pgp = "-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: 1\n\nmQENBF\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n";

        ImportMaterial.Import(request + "\n" + other.ExportSubjectPublicKeyInfoPem() + "\n" + pgp + Identity.Pem).ShouldBe(Identity);
    }

    [Fact]
    public void Import_DamagedBlockBesideAGoodPair_CostsOnlyItself() =>
        ImportMaterial.Import("-----BEGIN CERTIFICATE-----\nMIIDamaged...\n-----END CERTIFICATE-----\n" + Identity.Pem).ShouldBe(Identity);
}
