using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1.Pkcs;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>20,000 files that were cut, glued, repeated and damaged: no exception leaves, and nothing in an answer betrays a secret.</summary>
public sealed class ImportFuzzTests
{
    private const int Rounds = 20_000;
    private const string Password = "KanarienvogelGeheim";

    private static readonly CredentialImportOptions Options = ImportMaterial.AtNow with { Limits = SmimeLimits.Default with { MaximumKdfIterations = 400 } };

    private static readonly byte[][] Tokens =
    [
        [0x30, 0x80], [0x24, 0x80], [0xA0, 0x80], [0, 0], [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF], [0x02, 0x01, 0x03], [0x04, 0x00], [0x06, 0x01, 0x80],
        .. new[] { "-----BEGIN ", "-----END ", "-----", "CERTIFICATE", "PRIVATE KEY-----\n", "Proc-Type: 4,ENCRYPTED\n", "DEK-Info: AES-256-CBC,", "&#", "\\u", "=3D", "<br>", "\r", "\u2014\uFEFF", ":", "=" }
            .Select(Encoding.UTF8.GetBytes),
    ];

    private readonly string[] _secrets = [Password, .. Secrets(ImportMaterial.EllipticCurve.Pkcs8())];

    [Fact]
    public void Import_MutatedFiles_AreTypedAndKeepSecrets()
    {
        byte[][] seeds = [.. Seeds()];
        var random = new Random(20260601);
        var seen = new HashSet<CredentialImportStatus>();
        for (int round = 0; round < Rounds; round++)
        {
            byte[] file = seeds[round % seeds.Length];
            for (int change = random.Next(4); change >= 0; change--)
            {
                file = Mutate(file, seeds, random);
            }

            seen.Add(Check(file));
        }

        seen.Should().Contain(
            [CredentialImportStatus.Imported, CredentialImportStatus.Malformed, CredentialImportStatus.WrongPassword, CredentialImportStatus.NoPrivateKey,
            CredentialImportStatus.NoCertificate, CredentialImportStatus.UnsupportedKey, CredentialImportStatus.LimitExceeded]);
    }

    private CredentialImportStatus Check(byte[] file)
    {
        CredentialImportResult result = MailboxCredentialImporter.Import(file, Password, Options);
        result.Status.Should().BeDefined();
        (result.Credentials.Count > 0).Should().Be(result.Status == CredentialImportStatus.Imported);
        string texts = string.Join('\n', [
            result.ToString(), result.Status.Describe(CultureInfo.InvariantCulture), .. result.Findings.Select(finding => finding.Describe(CultureInfo.InvariantCulture)),
            .. result.Credentials.Select(credential => $"{credential} {credential.Subject} {credential.Issuer} {credential.Key}")]);
        _secrets.Where(secret => texts.Contains(secret, StringComparison.OrdinalIgnoreCase)).Should().BeEmpty();
        foreach (MailboxCredential credential in result.Credentials)
        {
            credential.Dispose();
        }

        return result.Status;
    }

    private static byte[] Mutate(byte[] file, byte[][] seeds, Random random)
    {
        int at = random.Next(file.Length + 1);
        int length = random.Next(Math.Min(64, file.Length - at) + 1);
        byte[] other = seeds[random.Next(seeds.Length)];
        switch (random.Next(7))
        {
            case 0:
                byte[] flipped = [.. file];
                flipped[Math.Min(at, file.Length - 1)] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                return [.. file[..at], .. Tokens[random.Next(Tokens.Length)], .. file[at..]];
            case 2:
                return NotEmpty([.. file[..at], .. file[(at + length)..]]);
            case 3:
                return [.. file[..(at + length)], .. file[at..]];
            case 4:
                return NotEmpty([.. file[..at], .. other[random.Next(other.Length)..]]);
            case 5:
                return file.Length < 8192 ? [.. file, .. other] : file;
            default:
                byte[] written = [.. file];
                random.NextBytes(written.AsSpan(at, Math.Min(length, 4)));
                return written;
        }
    }

    private static byte[] NotEmpty(byte[] file) => file.Length == 0 ? [0x30] : file;

    private static IEnumerable<byte[]> Seeds()
    {
        var identity = ImportMaterial.EllipticCurve;
        using AsymmetricAlgorithm key = identity.PrivateKey;
        string encrypted = key.ExportEncryptedPkcs8PrivateKeyPem(Password, Pkcs12Writer.Aes);
        yield return Encoding.ASCII.GetBytes(identity.CertificatePem + "\n" + identity.KeyPem);
        yield return Encoding.ASCII.GetBytes(identity.CertificatePem + "\n" + encrypted);
        yield return Encoding.Unicode.GetBytes(identity.CertificatePem + "\n" + identity.KeyPem);
        yield return [.. identity.Certificate.RawData, .. identity.InnerKey()];
        yield return Pkcs12Writer.Modern(identity, Password);
        yield return Pkcs12Writer.SealPbmac1(Pkcs12Writer.WithoutMac(identity, Password), Encoding.ASCII.GetBytes(Password), 32);
        yield return Pkcs12Writer.Plain(contents =>
        {
            contents.AddKeyUnencrypted(key);
            contents.AddCertificate(identity.Certificate);
        });
        yield return new System.Security.Cryptography.X509Certificates.X509Certificate2Collection(identity.Certificate)
            .Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pkcs7)!;
        yield return Encoding.ASCII.GetBytes(ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", Pbes2Writer.Encrypt(
            identity.Pkcs8(), Encoding.ASCII.GetBytes(Password), Pbes2Writer.Scrypt(2, 8, 1), PkcsObjectIdentifiers.DesEde3Cbc.Id, 24)));
    }

    // Any quarter of the key's number, in the two spellings that a text could give it.
    private static IEnumerable<string> Secrets(byte[] pkcs8)
    {
        byte[] number = pkcs8[36..68];
        for (int start = 0; start < number.Length; start += 8)
        {
            yield return Convert.ToHexString(number, start, 8);
            yield return Convert.ToBase64String(number.AsSpan(start, 8)).TrimEnd('=')[..10];
        }
    }
}
