using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

public sealed class ImportLimitTests
{
    private static TestIdentity Identity => ImportMaterial.EllipticCurve;

    [Fact]
    public void Import_TooLarge_IsRefusedAtTheDoor()
    {
        CredentialImportOptions options = WithLimits(SmimeLimits.Default with { MaximumImportSize = Identity.Pem.Length });

        MailboxCredentialImporter.Import(Identity.Pem, null, options).ShouldBe(Identity);
        MailboxCredentialImporter.Import(Identity.Pem + " ", null, options).ShouldFail(CredentialImportStatus.LimitExceeded);
        MailboxCredentialImporter.Import(Encoding.ASCII.GetBytes(Identity.Pem + " "), null, options).ShouldFail(CredentialImportStatus.LimitExceeded);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(5_000_001)]
    public void Import_CostlyDerivation_IsRefusedBeforeItsWork(int iterations)
    {
        byte[] key = Pbes2Writer.Encrypt(Identity.Pkcs8(), [1], Pbes2Writer.Pbkdf2("1.2.840.113549.2.9", iterations, compute: false));

        Refused(Identity.CertificatePem + ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", key), "x");
    }

    [Theory]
    [InlineData(1 << 20, 8, 1)]
    [InlineData(1 << 14, 8, 1 << 14)]
    [InlineData(2, 1 << 30, 1)]
    [InlineData(2, 1 << 10, 1 << 12)]
    [InlineData(1 << 30, 1 << 30, 1 << 30)]
    public void Import_CostlyScrypt_IsRefusedBeforeItsWork(int cost, int blockSize, int parallelization)
    {
        byte[] key = Pbes2Writer.Encrypt(Identity.Pkcs8(), [1], Pbes2Writer.Scrypt(cost, blockSize, parallelization, compute: false));

        Refused(Identity.CertificatePem + ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", key), "x");
    }

    [Fact]
    public void Import_ScryptCostThatIsNoPowerOfTwo_IsMalformed()
    {
        byte[] key = Pbes2Writer.Encrypt(Identity.Pkcs8(), [1], Pbes2Writer.Scrypt(1000, 8, 1, compute: false));

        ImportMaterial.Import(Identity.CertificatePem + ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", key), "x").ShouldFail(CredentialImportStatus.Malformed);
    }

    [Fact]
    public void Import_ManyDerivations_ShareOneBudget()
    {
        using AsymmetricAlgorithm key = Identity.PrivateKey;
        string pem = key.ExportEncryptedPkcs8PrivateKeyPem("geheim", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        CredentialImportOptions options = WithLimits(SmimeLimits.Default with { MaximumKdfIterations = 2500 });

        MailboxCredentialImporter.Import(Identity.CertificatePem + pem + pem, "geheim", options).ShouldBe(Identity);
        MailboxCredentialImporter.Import(Identity.CertificatePem + pem + pem + pem, "geheim", options).ShouldFail(CredentialImportStatus.LimitExceeded);
    }

    [Fact]
    public void Import_CostlyMac_IsRefusedBeforeItsWork()
    {
        byte[] unsealed = Pkcs12Writer.WithoutMac(Identity, "x");
        CredentialImportOptions options = WithLimits(SmimeLimits.Default with { MaximumKdfIterations = 500 });

        MailboxCredentialImporter.Import(Pkcs12Writer.SealPbmac1(unsealed, [(byte)'x'], 32, iterations: 501), "x", options)
            .ShouldFail(CredentialImportStatus.LimitExceeded);
        MailboxCredentialImporter.Import(Pkcs12Writer.Modern(Identity, "x"), "x", options).ShouldBe(Identity);
    }

    [Fact]
    public void Import_TooManyCertificates_IsRefused()
    {
        string[] others = [.. Enumerable.Range(0, 65).Select(_ => TestAuthority.Issuing.Issue(new TestSubject()).CertificatePem)];

        ImportMaterial.Import(string.Join('\n', others[..64])).ShouldFail(CredentialImportStatus.NoPrivateKey);
        ImportMaterial.Import(string.Join('\n', others)).ShouldFail(CredentialImportStatus.LimitExceeded);
    }

    [Fact]
    public void Import_TooManyKeys_IsRefused()
    {
        string key = Identity.KeyPem + "\n";

        ImportMaterial.Import(string.Concat(Enumerable.Repeat(key, 32))).ShouldFail(CredentialImportStatus.NoCertificate);
        ImportMaterial.Import(string.Concat(Enumerable.Repeat(key, 33))).ShouldFail(CredentialImportStatus.LimitExceeded);
    }

    [Fact]
    public void Import_NothingButBrokenBlocks_IsRefused() =>
        Refused(string.Concat(Enumerable.Repeat("-----BEGIN PRIVATE KEY-----\n!\n", 30_000)), null);

    [Fact]
    public void Import_NothingButBrokenBase64_EndsSoon() =>
        ImportMaterial.Import(string.Concat(Enumerable.Repeat("MIIHxxxxxxxxxxxxxxxx ", 45_000))).ShouldFail(CredentialImportStatus.Malformed);

    [Theory]
    [InlineData(63, CredentialImportStatus.NoPrivateKey)]
    [InlineData(64, CredentialImportStatus.Malformed)]
    public void Import_BareBase64AfterManyDecoys_IsGivenUp(int decoys, CredentialImportStatus status) =>
        ImportMaterial.Import(string.Concat(Enumerable.Repeat("MIIHxxxxxxxxxxxxxxxx ", decoys)) + "! " + Convert.ToBase64String(Identity.Certificate.RawData))
            .ShouldFail(status);

    [Theory]
    [InlineData(3071, CredentialImportStatus.UnsupportedKey)]
    [InlineData(3072, CredentialImportStatus.Imported)]
    public void Import_RsaModulusBeyondTheBound_IsUnsupported(int bound, CredentialImportStatus status) =>
        MailboxCredentialImporter.Import(PemOf("RSA-3072"), null, WithLimits(SmimeLimits.Default with { MaximumRsaKeySize = bound }))
            .Status.Should().Be(status);

    [Theory]
    [InlineData(40, CredentialImportStatus.UnsupportedKey)]
    [InlineData(41, CredentialImportStatus.Imported)]
    public void Import_RsaExponentBeyondTheBound_IsUnsupported(int bound, CredentialImportStatus status) =>
        MailboxCredentialImporter.Import(PemOf(KeyedIdentity.WideExponent), null, WithLimits(SmimeLimits.Default with { MaximumRsaExponentSize = bound }))
            .Status.Should().Be(status);

    [Fact]
    public void Import_DeeplyNestedOctetString_IsRefused()
    {
        ImportMaterial.Import(Pkcs12WithNestedContent(8)).ShouldFail(CredentialImportStatus.NoCertificate);
        ImportMaterial.Import(Pkcs12WithNestedContent(9)).ShouldFail(CredentialImportStatus.LimitExceeded);
        ImportMaterial.Import(Pkcs12WithNestedContent(10_000)).ShouldFail(CredentialImportStatus.LimitExceeded);
    }

    [Fact]
    public void Import_DeeplyNestedBags_AreRefused()
    {
        using AsymmetricAlgorithm key = Identity.PrivateKey;
        ImportMaterial.Import(Pkcs12Writer.Plain(contents => Nest(contents, key, 7))).ShouldFail(CredentialImportStatus.NoCertificate);
        ImportMaterial.Import(Pkcs12Writer.Plain(contents => Nest(contents, key, 8))).ShouldFail(CredentialImportStatus.LimitExceeded);
    }

    private static void Nest(Pkcs12SafeContents contents, AsymmetricAlgorithm key, int depth)
    {
        if (depth == 0)
        {
            contents.AddKeyUnencrypted(key);
            return;
        }

        var inner = new Pkcs12SafeContents();
        Nest(inner, key, depth - 1);
        contents.AddNestedContents(inner);
    }

    // An authenticated safe without content, in octet strings within octet strings.
    private static byte[] Pkcs12WithNestedContent(int depth)
    {
        byte[] octets = Element(0x04, [0x30, 0x00]);
        var prefix = new Stack<byte[]>();
        int length = octets.Length;
        for (int i = 0; i < depth; i++)
        {
            prefix.Push([0x24, 0x83, (byte)(length >> 16), (byte)(length >> 8), (byte)length]);
            length += 5;
        }

        byte[] content = [.. Convert.FromHexString("06092A864886F70D010701"), .. Element(0xA0, [.. prefix.SelectMany(header => header), .. octets])];
        return Element(0x30, [2, 1, 3, .. Element(0x30, content)]);
    }

    private static byte[] Element(byte tag, byte[] content) =>
        [tag, 0x83, (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, .. content];

    private static string PemOf(string kind)
    {
        KeyedIdentity identity = SharedIdentities.Desk(kind);
        return identity.CertificatePem + "\n" + identity.KeyPem;
    }

    private static CredentialImportOptions WithLimits(SmimeLimits limits) => ImportMaterial.AtNow with { Limits = limits };

    // What is refused would take minutes; what it costs to refuse is measured by ImportCostTests.
    private static void Refused(string text, string? password)
    {
        var watch = Stopwatch.StartNew();
        ImportMaterial.Import(text, password).ShouldFail(CredentialImportStatus.LimitExceeded);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
    }
}
