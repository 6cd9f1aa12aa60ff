using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

public sealed class ImportEncryptedKeyTests
{
    private const string Password = "geheim";

    private static TestIdentity Identity => ImportMaterial.Rsa;

    public static TheoryData<PbeEncryptionAlgorithm, string> DotNetSchemes
    {
        get
        {
            var data = new TheoryData<PbeEncryptionAlgorithm, string>();
            foreach (PbeEncryptionAlgorithm cipher in (PbeEncryptionAlgorithm[])[PbeEncryptionAlgorithm.Aes128Cbc, PbeEncryptionAlgorithm.Aes192Cbc, PbeEncryptionAlgorithm.Aes256Cbc])
            {
                foreach (string digest in (string[])["SHA1", "SHA256", "SHA384", "SHA512"])
                {
                    data.Add(cipher, digest);
                }
            }

            data.Add(PbeEncryptionAlgorithm.TripleDes3KeyPkcs12, "SHA1");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(DotNetSchemes))]
    public void Import_SchemesOfDotNet_AreOpened(PbeEncryptionAlgorithm cipher, string digest)
    {
        using AsymmetricAlgorithm key = Identity.PrivateKey;
        string pem = key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(cipher, new HashAlgorithmName(digest), 100));

        CheckPasswords(pem, Password);
    }

    [Theory]
    [InlineData("PBEwithMD5andDES-CBC")]
    [InlineData("PBEwithMD5andRC2-CBC")]
    [InlineData("PBEwithSHA1andDES-CBC")]
    [InlineData("PBEwithSHA1andRC2-CBC")]
    [InlineData("PBEwithSHA-1and128bitRC4")]
    [InlineData("PBEwithSHA-1and40bitRC4")]
    [InlineData("PBEwithSHA-1and3-keyDESEDE-CBC")]
    [InlineData("PBEwithSHA-1and2-keyDESEDE-CBC")]
    [InlineData("PBEwithSHA-1and128bitRC2-CBC")]
    [InlineData("PBEwithSHA-1and40bitRC2-CBC")]
    public void Import_OldSchemes_AreOpened(string scheme)
    {
        EncryptedPrivateKeyInfo encrypted = EncryptedPrivateKeyInfoFactory.CreateEncryptedPrivateKeyInfo(
            scheme, Password.ToCharArray(), [1, 2, 3, 4, 5, 6, 7, 8], 10, PrivateKeyFactory.CreateKey(Identity.Pkcs8()));

        CheckPasswords(ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", encrypted.GetEncoded()), Password);
    }

    public static TheoryData<string, int> Pbes2Variants => new()
    {
        { "1.2.840.113549.2.7", 0 }, { "1.2.840.113549.2.8", 32 }, { "1.2.840.113549.2.9", 0 }, { "1.2.840.113549.2.10", 32 },
        { "1.2.840.113549.2.11", 0 }, { "1.2.840.113549.2.12", 0 }, { "1.2.840.113549.2.13", 32 },
    };

    [Theory]
    [MemberData(nameof(Pbes2Variants))]
    public void Import_Pbkdf2WithAnyFunction_IsOpened(string function, int keyLength)
    {
        byte[] key = Pbes2Writer.Encrypt(Identity.Pkcs8(), Encoding.UTF8.GetBytes(Password), Pbes2Writer.Pbkdf2(function, 50, keyLength == 0 ? null : keyLength));

        CheckPasswords(ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", key), Password);
    }

    [Fact]
    public void Import_Scrypt_IsOpened()
    {
        byte[] key = Pbes2Writer.Encrypt(Identity.Pkcs8(), Encoding.UTF8.GetBytes(Password), Pbes2Writer.Scrypt(1024, 8, 2));

        CheckPasswords(ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", key), Password);
    }

    [Theory]
    [InlineData("1.2.840.113549.3.7", 24)]
    [InlineData("1.3.14.3.2.7", 8)]
    [InlineData("1.2.840.113549.3.2", 16)]
    public void Import_Pbes2WithOldCiphers_IsOpened(string cipher, int keySize)
    {
        byte[] key = Pbes2Writer.Encrypt(
            Identity.Pkcs8(), Encoding.UTF8.GetBytes(Password), Pbes2Writer.Pbkdf2("1.2.840.113549.2.7", 50, cipher == "1.2.840.113549.3.2" ? 16 : null), cipher, keySize);

        CheckPasswords(ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", key), Password);
    }

    [Theory]
    [InlineData("pässwörd€")]
    [InlineData("🔑 key")]
    [InlineData("")]
    public void Import_PasswordBeyondAscii_IsUtf8(string password)
    {
        byte[] key = Pbes2Writer.Encrypt(Identity.Pkcs8(), Encoding.UTF8.GetBytes(password), Pbes2Writer.Pbkdf2("1.2.840.113549.2.9", 50));

        CheckPasswords(ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", key), password);
    }

    [Fact]
    public void Import_PasswordInLatin1_IsTriedAfterUtf8()
    {
        byte[] key = Pbes2Writer.Encrypt(Identity.Pkcs8(), Encoding.Latin1.GetBytes("grün"), Pbes2Writer.Pbkdf2("1.2.840.113549.2.9", 50));

        CheckPasswords(ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", key), "grün");
    }

    [Theory]
    [InlineData("AES-128-CBC")]
    [InlineData("AES-192-CBC")]
    [InlineData("AES-256-CBC")]
    [InlineData("DES-EDE3-CBC")]
    [InlineData("DES-CBC")]
    public void Import_EncryptionOfPemItself_IsOpened(string cipher)
    {
        CheckPasswords(LegacyPem(Identity, cipher), Password);
        string pem = LegacyPem(ImportMaterial.EllipticCurve, cipher);
        pem.Should().Contain("DEK-Info: " + cipher);
        ImportMaterial.Import(ImportMaterial.EllipticCurve.CertificatePem + "\n" + pem, Password).ShouldBe(ImportMaterial.EllipticCurve);
    }

    [Theory]
    [InlineData("CRLF")]
    [InlineData("blanks for line ends")]
    [InlineData("C escapes")]
    [InlineData("quoted twice")]
    [InlineData("no END lines")]
    [InlineData("em dashes")]
    public void Import_DisfiguredEncryptionOfPemItself_IsOpened(string paste)
    {
        string pem = Identity.CertificatePem + "\n" + LegacyPem(Identity, "AES-256-CBC");
        string disfigured = paste == "em dashes" ? pem.Replace("-----", "\u2014\u2014-", StringComparison.Ordinal) : Pastes.OfText[paste](pem);

        ImportMaterial.Import(disfigured.Replace("\nRegards, Bob\n", "\n", StringComparison.Ordinal), Password).ShouldBe(Identity);
    }

    [Fact]
    public void Import_UnknownCipherOrDerivation_IsUnsupported()
    {
        byte[] gcm = Pbes2Writer.Encrypt(Identity.Pkcs8(), [1], Pbes2Writer.Pbkdf2("1.2.840.113549.2.9", 50), NistObjectIdentifiers.IdAes256Gcm.Id, 32);
        string pem = LegacyPem(Identity, "AES-256-CBC").Replace("AES-256-CBC", "CAMELLIA-256-CBC", StringComparison.Ordinal);

        ImportMaterial.Import(Identity.CertificatePem + ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", gcm), "x").ShouldFail(CredentialImportStatus.UnsupportedKey);
        ImportMaterial.Import(Identity.CertificatePem + pem, Password).ShouldFail(CredentialImportStatus.UnsupportedKey);
    }

    [Fact]
    public void Import_DerivedKeyOfTheWrongLength_IsMalformed()
    {
        byte[] key = Pbes2Writer.Encrypt(Identity.Pkcs8(), [1], Pbes2Writer.Pbkdf2("1.2.840.113549.2.9", 50, 16));

        ImportMaterial.Import(Identity.CertificatePem + ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", key), "x").ShouldFail(CredentialImportStatus.Malformed);
    }

    private static void CheckPasswords(string keyPem, string password)
    {
        string pem = Identity.CertificatePem + "\n" + keyPem;
        ImportMaterial.Import(pem, password).ShouldBe(Identity);
        ImportMaterial.Import(pem, "falsch").ShouldFail(CredentialImportStatus.WrongPassword);
        ImportMaterial.Import(pem).ShouldFail(CredentialImportStatus.PasswordRequired);
    }

    private static string LegacyPem(TestIdentity identity, string cipher)
    {
        using var text = new StringWriter();
        using var writer = new Org.BouncyCastle.OpenSsl.PemWriter(text);
        writer.WriteObject(PrivateKeyFactory.CreateKey(identity.Pkcs8()), cipher, Password.ToCharArray(), new SecureRandom());
        writer.Writer.Flush();
        return text.ToString();
    }
}
