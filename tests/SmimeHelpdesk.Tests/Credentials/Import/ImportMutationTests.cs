using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1.Pkcs;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>Damaged files of every format: a typed status, never an exception, and soon.</summary>
public sealed class ImportMutationTests
{
    private const string Password = "geheim";

    // A damaged count may ask for as much work as the bound allows; the bound is another test's subject.
    private static readonly CredentialImportOptions Options = ImportMaterial.AtNow with { Limits = SmimeLimits.Default with { MaximumKdfIterations = 20_000 } };

    private static readonly Dictionary<string, Func<byte[]>> Files = new()
    {
        ["PEM"] = () => Encoding.ASCII.GetBytes(ImportMaterial.EllipticCurve.CertificatePem + "\n" + ImportMaterial.EllipticCurve.KeyPem),
        ["encrypted PEM"] = () => Encoding.ASCII.GetBytes(ImportMaterial.EllipticCurve.CertificatePem + "\n" + EncryptedKey()),
        ["DER"] = () => [.. ImportMaterial.EllipticCurve.Certificate.RawData, .. ImportMaterial.EllipticCurve.Pkcs8()],
        ["SEC 1"] = () => [.. ImportMaterial.EllipticCurve.InnerKey(), .. ImportMaterial.EllipticCurve.Certificate.RawData],
        ["PKCS #12"] = () => Pkcs12Writer.Modern(ImportMaterial.EllipticCurve, Password),
        ["PKCS #12 without MAC"] = () => Pkcs12Writer.WithoutMac(ImportMaterial.EllipticCurve, Password),
        ["PKCS #12 with PBMAC1"] = () => Pkcs12Writer.SealPbmac1(Pkcs12Writer.WithoutMac(ImportMaterial.EllipticCurve, Password), Encoding.ASCII.GetBytes(Password), 32),
        ["old PKCS #12"] = () => Pkcs12Writer.Legacy(
            ImportMaterial.EllipticCurve, Password, PkcsObjectIdentifiers.PbeWithShaAnd3KeyTripleDesCbc, PkcsObjectIdentifiers.PbewithShaAnd40BitRC2Cbc),
        ["plain PKCS #12"] = () => Pkcs12Writer.Plain(contents =>
        {
            using AsymmetricAlgorithm key = ImportMaterial.EllipticCurve.PrivateKey;
            contents.AddKeyUnencrypted(key);
            contents.AddCertificate(ImportMaterial.EllipticCurve.Certificate);
        }),
    };

    public static TheoryData<string> All => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Import_CutAnywhere_IsATypedStatus(string name)
    {
        byte[] file = Files[name]();
        Import(file).Should().Be(CredentialImportStatus.Imported);
        for (int length = 0; length < file.Length; length++)
        {
            Import(file[..length]).Should().BeDefined();
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Import_AnyByteChanged_IsATypedStatus(string name)
    {
        byte[] file = Files[name]();
        for (int i = 0; i < file.Length; i++)
        {
            file[i] ^= (byte)(1 << (i % 8));
            Import(file).Should().BeDefined();
            file[i] ^= (byte)(1 << (i % 8));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Import_RandomDamage_IsATypedStatus(string name)
    {
        byte[] original = Files[name]();
        var random = new Random(20260601);
        for (int round = 0; round < 300; round++)
        {
            byte[] file = [.. original];
            for (int change = random.Next(1, 12); change > 0; change--)
            {
                int at = random.Next(file.Length);
                file[at] = (byte)(random.Next(4) == 0 ? 0xFF : random.Next(256));
            }

            int cut = random.Next(file.Length);
            Import(round % 3 == 0 ? [.. file[..cut], .. file[random.Next(cut + 1)..]] : file).Should().BeDefined();
        }
    }

    private static CredentialImportStatus Import(byte[] file)
    {
        var watch = Stopwatch.StartNew();
        CredentialImportResult result = MailboxCredentialImporter.Import(file, Password, Options);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
        (result.Credentials.Count > 0).Should().Be(result.Status == CredentialImportStatus.Imported);
        foreach (MailboxCredential credential in result.Credentials)
        {
            KeyProof.Check(credential);
            credential.Dispose();
        }

        return result.Status;
    }

    private static string EncryptedKey()
    {
        using AsymmetricAlgorithm key = ImportMaterial.EllipticCurve.PrivateKey;
        return key.ExportEncryptedPkcs8PrivateKeyPem(Password, Pkcs12Writer.Aes);
    }
}
