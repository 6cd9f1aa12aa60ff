using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>Files that OpenSSL itself writes: a second implementation of every format, with all its options.</summary>
public sealed class ImportOpenSslTests(OpenSslFiles openSsl) : IClassFixture<OpenSslFiles>
{
    private const string Legacy = " -provider legacy -provider default";

    public static TheoryData<string> EncryptedKeys =>
    [
        "-v2 aes-128-cbc", "-v2 aes-192-cbc", "-v2 aes-256-cbc", "-v2 des3", "-scrypt", "-scrypt -scrypt_N 1024 -scrypt_r 4 -scrypt_p 2",
        "-v2 aes-256-cbc -v2prf hmacWithSHA1", "-v2 aes-256-cbc -v2prf hmacWithSHA384", "-v2 aes-256-cbc -v2prf hmacWithSHA512",
        "-v2 aes-256-cbc -iter 600000", "-v1 PBE-SHA1-3DES", "-v1 PBE-SHA1-2DES",
        "-v1 PBE-SHA1-RC2-40" + Legacy, "-v1 PBE-SHA1-RC2-128" + Legacy, "-v1 PBE-SHA1-RC4-128" + Legacy, "-v1 PBE-SHA1-RC4-40" + Legacy,
        "-v1 PBE-MD5-DES" + Legacy, "-v1 PBE-SHA1-DES" + Legacy, "-v1 PBE-MD5-RC2-64" + Legacy, "-v1 PBE-SHA1-RC2-64" + Legacy,
        "-v2 des" + Legacy, "-v2 rc2" + Legacy,
    ];

    public static TheoryData<string> UnsupportedKeys =>
    [
        "-v2 camellia-256-cbc", "-v2 aria-256-cbc", "-v2 aes-256-cfb", "-v2 aes-256-ofb", "-v2 seed" + Legacy, "-v2 bf" + Legacy, "-v2 cast5-cbc" + Legacy,
    ];

    public static TheoryData<string, string> LegacyCiphers => new MatrixTheoryData<string, string>(
        ["rsa", "ec"], ["-aes128", "-aes192", "-aes256", "-des3", "-des" + Legacy]);

    public static TheoryData<string> Pkcs12Options =>
    [
        "", "-legacy", "-name Büro -caname Aussteller", "-keysig", "-CSP Microsoft_Enhanced_Provider -LMK -keyex", "-descert -legacy",
        "-nomac", "-keypbe NONE -certpbe NONE", "-keypbe NONE -certpbe NONE -nomac", "-certpbe NONE", "-nomaciter -noiter", "-iter 1", "-iter 600000",
        "-macalg sha1", "-macalg sha224", "-macalg sha384", "-macalg sha512", "-macalg sha512-256", "-macalg sha3-256", "-macalg sha3-512", "-macalg blake2b512",
        "-macalg md5", "-keypbe AES-128-CBC -certpbe AES-192-CBC", "-keypbe DES-EDE3-CBC -certpbe DES-EDE3-CBC",
        "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1", "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-RC2-40 -macalg sha1" + Legacy,
        "-keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-RC4-128" + Legacy, "-keypbe PBE-MD5-DES -certpbe PBE-MD5-DES" + Legacy,
    ];

    public static TheoryData<string> UnsupportedPkcs12 =>
        ["-keypbe camellia-256-cbc", "-certpbe aria-128-cbc", "-keypbe aes-256-cfb", "-macalg sm3", "-macalg ripemd160" + Legacy];

    [Theory]
    [MemberData(nameof(EncryptedKeys))]
    public async Task Import_EncryptedPkcs8_IsImported(string options)
    {
        foreach (string form in new[] { "PEM", "DER" })
        {
            byte[] key = await openSsl.MakeAsync($"pkcs8 -topk8 -in rsa.key -passout {{password}} -outform {form} -out {{out}} {options}");
            Check(ImportMaterial.Rsa, key, OpenSslFiles.Password, [ImportMaterial.Rsa.Certificate.RawData, key]);
        }
    }

    [Theory]
    [MemberData(nameof(UnsupportedKeys))]
    public async Task Import_Pkcs8UnderAnotherCipher_SaysThatTheProtectionIsUnsupported(string options) =>
        Refused(ImportMaterial.Rsa.Certificate.RawData, await openSsl.MakeAsync($"pkcs8 -topk8 -in rsa.key -passout {{password}} -out {{out}} {options}"));

    [Theory]
    [MemberData(nameof(LegacyCiphers))]
    public async Task Import_EncryptionOfPemItself_IsImported(string kind, string options)
    {
        TestIdentity identity = kind == "rsa" ? ImportMaterial.Rsa : ImportMaterial.EllipticCurve;
        byte[] key = await openSsl.MakeAsync($"{kind} -in {kind}.key -passout {{password}} -out {{out}} {(kind == "rsa" ? "-traditional " : "")}{options}");

        Encoding.ASCII.GetString(key).Should().Contain("Proc-Type: 4,ENCRYPTED");
        Check(identity, key, OpenSslFiles.Password, [identity.Certificate.RawData, key]);
    }

    [Theory]
    [InlineData("ec -in ec.key -param_enc explicit -out {out}")]
    [InlineData("ec -in ec.key -param_enc explicit -conv_form compressed -outform DER -out {out}")]
    [InlineData("ec -in ec.key -no_public -out {out}")]
    [InlineData("pkey -in ec.key -traditional -out {out}")]
    [InlineData("pkey -in ec.key -text -out {out}")]
    [InlineData("pkey -in ec.key -outform DER -out {out}")]
    public async Task Import_EllipticCurveKeyInAnyForm_IsImported(string arguments) =>
        ImportMaterial.Import(await openSsl.MakeAsync(arguments), ImportMaterial.EllipticCurve.Certificate.RawData).ShouldBe(ImportMaterial.EllipticCurve);

    [Theory]
    [InlineData("ed25519", X509KeyUsageFlags.DigitalSignature)]
    [InlineData("ed448", X509KeyUsageFlags.DigitalSignature)]
    [InlineData("x25519", X509KeyUsageFlags.KeyAgreement)]
    [InlineData("rsa-pss", X509KeyUsageFlags.DigitalSignature)]
    [InlineData("rsa-pss -pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:32", X509KeyUsageFlags.DigitalSignature)]
    public async Task Import_KeyKindOfOpenSsl_IsPairedWithItsCertificate(string algorithm, X509KeyUsageFlags usage)
    {
        byte[] key = await openSsl.MakeAsync("genpkey -out {out} -algorithm " + algorithm);
        byte[] publicKey = await openSsl.MakeAsync($"pkey -pubout -outform DER -out {{out}} -in {openSsl.Keep(key)}");
        using X509Certificate2 certificate = ForeignKey.Certify(publicKey, usage);

        ImportMaterial.Import(key, certificate.RawData).ShouldBe(certificate);
    }

    [Theory]
    [InlineData("x509 -in rsa.crt -trustout -addtrust emailProtection -setalias Support -out {out}")]
    [InlineData("x509 -in rsa.crt -text -out {out}")]
    [InlineData("x509 -in rsa.crt -outform DER -out {out}")]
    [InlineData("crl2pkcs7 -nocrl -certfile rsa.chain -out {out}")]
    [InlineData("crl2pkcs7 -nocrl -certfile rsa.chain -outform DER -out {out}")]
    [InlineData("pkcs12 -export -nokeys -in rsa.chain -passout {password} -out {out}")]
    public async Task Import_CertificateInAnyForm_IsPairedWithTheKeyBesideIt(string arguments)
    {
        byte[] certificates = await openSsl.MakeAsync(arguments);

        MailboxCredentialImporter.Import([certificates, ImportMaterial.Rsa.Pkcs8()], OpenSslFiles.Password, ImportMaterial.AtNow).ShouldBe(ImportMaterial.Rsa);
        MailboxCredentialImporter.Import(certificates, OpenSslFiles.Password, ImportMaterial.AtNow).ShouldFail(CredentialImportStatus.NoPrivateKey);
    }

    [Theory]
    [MemberData(nameof(Pkcs12Options))]
    public async Task Import_Pkcs12_IsImportedWithItsChain(string options)
    {
        byte[] file = await openSsl.MakeAsync(("pkcs12 -export -inkey rsa.key -in rsa.crt -certfile rsa.issuers -passout {password} -out {out} " + options).TrimEnd());

        CredentialImportResult result = ImportMaterial.Import(file, OpenSslFiles.Password);

        result.ShouldBe(ImportMaterial.Rsa);
        result.Credentials[0].ExportChain().Select(issuer => issuer.Subject).Should().Equal("CN=Test Issuing CA", "CN=Test Root CA");
        bool isOpen = options is "-keypbe NONE -certpbe NONE -nomac";
        ImportMaterial.Import(file, "falsch").Status.Should().Be(isOpen ? CredentialImportStatus.Imported : CredentialImportStatus.WrongPassword);
        ImportMaterial.Import(file).Status.Should().Be(isOpen ? CredentialImportStatus.Imported : CredentialImportStatus.PasswordRequired);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-legacy")]
    [InlineData("-nomac")]
    public async Task Import_Pkcs12WithAnEmptyOrForeignPassword_IsImported(string options)
    {
        foreach (string password in new[] { "", "pässwörd€", "🔑-Schlüssel", "パスワード" })
        {
            string arguments = "pkcs12 -export -inkey ec.key -in ec.crt -passout {password} -out {out} " + options;
            ImportMaterial.Import(await openSsl.MakeAsync(arguments.TrimEnd(), password), password).ShouldBe(ImportMaterial.EllipticCurve);
        }
    }

    [Theory]
    [MemberData(nameof(UnsupportedPkcs12))]
    public async Task Import_Pkcs12UnderAnotherCipherOrDigest_SaysThatTheProtectionIsUnsupported(string options) =>
        Refused(ReadOnlyMemory<byte>.Empty, await openSsl.MakeAsync("pkcs12 -export -inkey rsa.key -in rsa.crt -passout {password} -out {out} " + options));

    [Fact]
    public async Task Import_KeyOnlyAndCertificateOnlyPkcs12_AreJoined()
    {
        byte[] key = await openSsl.MakeAsync("pkcs12 -export -nocerts -inkey rsa.key -in rsa.crt -passout {password} -out {out}");
        byte[] certificates = await openSsl.MakeAsync("pkcs12 -export -nokeys -in rsa.chain -passout {password} -out {out} -keypbe NONE");

        ImportMaterial.Import(key, OpenSslFiles.Password).ShouldFail(CredentialImportStatus.NoCertificate);
        MailboxCredentialImporter.Import([key, certificates], OpenSslFiles.Password, ImportMaterial.AtNow).ShouldBe(ImportMaterial.Rsa);
    }

    private static void Check(TestIdentity identity, byte[] key, string password, ReadOnlyMemory<byte>[] files)
    {
        MailboxCredentialImporter.Import(files, password, ImportMaterial.AtNow).ShouldBe(identity);
        MailboxCredentialImporter.Import(files, "falsch", ImportMaterial.AtNow).ShouldFail(CredentialImportStatus.WrongPassword);
        MailboxCredentialImporter.Import(files, null, ImportMaterial.AtNow).ShouldFail(CredentialImportStatus.PasswordRequired);
        ImportMaterial.Import(key, password).ShouldFail(CredentialImportStatus.NoCertificate);
    }

    private static void Refused(params ReadOnlyMemory<byte>[] files)
    {
        CredentialImportResult result = MailboxCredentialImporter.Import(files, OpenSslFiles.Password, ImportMaterial.AtNow);
        result.ShouldFail(CredentialImportStatus.UnsupportedKey);
        result.Findings.Should().Equal(CredentialFinding.UnsupportedProtection);
    }
}
