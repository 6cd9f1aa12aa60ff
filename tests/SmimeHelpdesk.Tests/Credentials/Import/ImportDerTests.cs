using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

public sealed class ImportDerTests
{
    private static readonly PbeParameters Pbe = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2048);

    private static TestIdentity Identity => ImportMaterial.Rsa;

    [Fact]
    public void Import_CertificateAndPkcs8_IsImported() => ImportMaterial.Import(Identity.Certificate.RawData, Identity.Pkcs8()).ShouldBe(Identity);

    [Fact]
    public void Import_CertificateAndPkcs1_IsImported() => ImportMaterial.Import(Identity.InnerKey(), Identity.Certificate.RawData).ShouldBe(Identity);

    [Fact]
    public void Import_CertificateAndSec1_IsImported() =>
        ImportMaterial.Import(ImportMaterial.EllipticCurve.InnerKey(), ImportMaterial.EllipticCurve.Certificate.RawData).ShouldBe(ImportMaterial.EllipticCurve);

    [Fact]
    public void Import_CertificateAndEncryptedPkcs8_IsImported()
    {
        using AsymmetricAlgorithm key = Identity.PrivateKey;
        ReadOnlyMemory<byte>[] files = [Identity.Certificate.RawData, key.ExportEncryptedPkcs8PrivateKey("geheim", Pbe)];

        MailboxCredentialImporter.Import(files, "geheim", ImportMaterial.AtNow).ShouldBe(Identity);
    }

    [Fact]
    public void Import_Pkcs7AndKey_IsImported() =>
        ImportMaterial.Import(new X509Certificate2Collection(Identity.Certificate).Export(X509ContentType.Pkcs7)!, Identity.Pkcs8()).ShouldBe(Identity);

    [Fact]
    public void Import_StructuresGluedTogether_AreAllRead() =>
        ImportMaterial.Import([.. Identity.Certificate.RawData, .. Identity.Pkcs8()]).ShouldBe(Identity);

    [Fact]
    public void Import_TextAfterABinaryStructure_IsRead() =>
        ImportMaterial.Import([.. Identity.Certificate.RawData, .. Encoding.ASCII.GetBytes("\n" + Identity.KeyPem)]).ShouldBe(Identity);

    [Theory]
    [InlineData(Base64FormattingOptions.None)]
    [InlineData(Base64FormattingOptions.InsertLineBreaks)]
    public void Import_BareBase64_IsImported(Base64FormattingOptions lines)
    {
        string text = Convert.ToBase64String(Identity.Certificate.RawData, lines) + "\n\n" + Convert.ToBase64String(Identity.InnerKey(), lines);

        ImportMaterial.Import(text).ShouldBe(Identity);
    }

    [Fact]
    public void Import_BareBase64OfPkcs12_IsImported()
    {
        string text = Convert.ToBase64String(Identity.Certificate.Export(X509ContentType.Pkcs12, "geheim"), Base64FormattingOptions.InsertLineBreaks);

        ImportMaterial.Import(text, "geheim").ShouldBe(Identity);
    }

    [Fact]
    public void Import_BareBase64BesideProse_IsImported() =>
        ImportMaterial.Import("Certificate: " + Convert.ToBase64String(Identity.Certificate.RawData) + " and key: " + Convert.ToBase64String(Identity.Pkcs8()) + " bye")
            .ShouldBe(Identity);

    [Fact]
    public void Import_XmlWithBase64_IsImported() =>
        ImportMaterial.Import("<X509Certificate>" + Convert.ToBase64String(Identity.Certificate.RawData) + "</X509Certificate>\n" + Identity.KeyPem).ShouldBe(Identity);
}
