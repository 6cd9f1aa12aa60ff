using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>A failed import says what the administrator gave instead of a credential.</summary>
public sealed class ImportExplanationTests
{
    internal static readonly Dictionary<CredentialFinding, (CredentialImportStatus Status, Func<byte[]> File)> Causes = new()
    {
        [CredentialFinding.DamagedPart] = (CredentialImportStatus.Malformed, () => Text(Identity.CertificatePem + "\n" + Identity.KeyPem[..^200])),
        [CredentialFinding.CertificateRequest] = (CredentialImportStatus.NoCertificate, () => Text(Request() + "\n" + Identity.KeyPem)),
        [CredentialFinding.OtherKeyFormat] = (CredentialImportStatus.Malformed, () => Text("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOYBF\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----\n")),
        [CredentialFinding.JavaKeystore] = (CredentialImportStatus.Malformed, () => Convert.FromHexString("FEEDFEED0000000200000001")),
        [CredentialFinding.Archive] = (CredentialImportStatus.Malformed, () => Convert.FromHexString("504B030414000000080000002100")),
        [CredentialFinding.CurveNotNamed] = (CredentialImportStatus.UnsupportedKey, SpelledCurve),
        [CredentialFinding.UnsupportedProtection] = (CredentialImportStatus.UnsupportedKey, () => Text(Identity.CertificatePem + "\n" + Camellia)),
        [CredentialFinding.CostlyProtection] = (CredentialImportStatus.LimitExceeded, Costly),
    };

    private const string Camellia =
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: CAMELLIA-256-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAAAAAAAAAAAAAAAAAAAA==\n-----END RSA PRIVATE KEY-----\n";

    public static TheoryData<CredentialFinding> All => [.. Causes.Keys];

    private static TestIdentity Identity => ImportMaterial.Rsa;

    [Theory]
    [MemberData(nameof(All))]
    public void Import_CauseOfAFailure_IsNamed(CredentialFinding finding)
    {
        CredentialImportResult result = ImportMaterial.Import(Causes[finding].File(), "geheim");

        result.ShouldFail(Causes[finding].Status);
        result.Findings.Should().Equal(finding);
    }

    [Theory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n", CredentialImportStatus.UnsupportedKey)]
    [InlineData("---- BEGIN SSH2 PUBLIC KEY ----\nAAAAB3NzaC1yc2E=\n---- END SSH2 PUBLIC KEY ----\n", CredentialImportStatus.Malformed)]
    [InlineData("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBF\n-----END PGP PUBLIC KEY BLOCK-----", CredentialImportStatus.Malformed)]
    [InlineData("PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n", CredentialImportStatus.Malformed)]
    public void Import_KeyOfAnotherProgram_IsNamed(string text, CredentialImportStatus status)
    {
        CredentialImportResult result = ImportMaterial.Import(Text(text));

        result.ShouldFail(status);
        result.Findings.Should().Equal(CredentialFinding.OtherKeyFormat);
    }

    [Theory]
    [InlineData("CECECECE00000002", CredentialFinding.JavaKeystore)]
    [InlineData("377ABCAF271C0004", CredentialFinding.Archive)]
    [InlineData("1F8B080000000000", CredentialFinding.Archive)]
    public void Import_FileOfAnotherKind_IsNamed(string start, CredentialFinding finding)
    {
        CredentialImportResult result = ImportMaterial.Import(Convert.FromHexString(start));

        result.ShouldFail(CredentialImportStatus.Malformed);
        result.Findings.Should().Equal(finding);
    }

    [Fact]
    public void Import_RequestBesideAGoodPair_IsNoNews() =>
        ImportMaterial.Import(Request() + "\n" + ImportMaterial.EllipticCurve.Pem).Findings.Should().BeEmpty();

    [Fact]
    public void Import_RightKindOfFailureWithoutHint_HasNoFindings()
    {
        ImportMaterial.Import(Identity.CertificatePem).Findings.Should().BeEmpty();
        ImportMaterial.Import(Identity.KeyPem).Findings.Should().BeEmpty();
        ImportMaterial.Import(Identity.CertificatePem + ImportMaterial.EllipticCurve.KeyPem).Findings.Should().BeEmpty();
        ImportMaterial.Import(Pkcs12Writer.Modern(Identity, "geheim"), "falsch").Findings.Should().BeEmpty();
    }

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);

    private static string Request()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
    }

    private static byte[] SpelledCurve()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa spelled = ECDsa.Create(key.ExportExplicitParameters(true));
        using X509Certificate2 certificate = ForeignKey.Certify(spelled.ExportSubjectPublicKeyInfo(), X509KeyUsageFlags.DigitalSignature);
        return [.. certificate.RawData, .. key.ExportPkcs8PrivateKey()];
    }

    private static byte[] Costly()
    {
        byte[] key = Pbes2Writer.Encrypt(Identity.Pkcs8(), [1], Pbes2Writer.Pbkdf2("1.2.840.113549.2.9", 5_000_001, compute: false));
        return Text(Identity.CertificatePem + "\n" + ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", key));
    }
}
