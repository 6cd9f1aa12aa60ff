using System.Security.Cryptography;
using System.Text;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>Files that were made to keep the importer busy, each about as large as it accepts.</summary>
internal static class HostileFiles
{
    private const int Size = (1 << 20) - 64;

    public static IReadOnlyDictionary<string, (CredentialImportStatus[] Status, Func<byte[]> File)> All { get; } =
        new Dictionary<string, (CredentialImportStatus[] Status, Func<byte[]> File)>
        {
            ["random octets"] = ([CredentialImportStatus.Malformed], () => Random(Size)),
            ["zeros"] = ([CredentialImportStatus.Malformed], () => new byte[Size]),
            ["letters"] = ([CredentialImportStatus.Malformed], () => Repeat("M")),
            ["dashes"] = ([CredentialImportStatus.Malformed], () => Repeat("-")),
            ["dashes and blanks"] = ([CredentialImportStatus.Malformed], () => Repeat("- - -BEGIN- ")),
            ["ampersands"] = ([CredentialImportStatus.Malformed], () => Repeat("&#x2D;")),
            ["tags"] = ([CredentialImportStatus.Malformed], () => Repeat("<a ")),
            ["backslashes"] = ([CredentialImportStatus.Malformed], () => Repeat("\\u002d")),
            ["colons"] = ([CredentialImportStatus.Malformed], () => Text("-----BEGIN RSA PRIVATE KEY-----\n" + Many("DEK-Info: a,", Size - 100))),
            ["beginnings of PEM"] = ([CredentialImportStatus.LimitExceeded], () => Repeat("-----BEGIN CERTIFICATE-----\n")),
            ["empty blocks of PEM"] = ([CredentialImportStatus.LimitExceeded], () => Repeat("-----BEGIN X-----\n-----END X-----\n")),
            ["blocks of PEM with a little"] = ([CredentialImportStatus.LimitExceeded], () => Repeat("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n")),
            ["headers of PEM itself"] = ([CredentialImportStatus.Malformed, CredentialImportStatus.UnsupportedKey, CredentialImportStatus.LimitExceeded],
                () => Repeat("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA\n")),
            ["starts of base64"] = ([CredentialImportStatus.Malformed], () => Repeat("MIIEvAIBADANBgkq ")),
            ["nested PKCS #7"] = ([CredentialImportStatus.Malformed, CredentialImportStatus.NoCertificate], () => Nested(100_000, [0xA0, 0x80, 0x30, 0x80])),
            ["nested sequences"] = ([CredentialImportStatus.Malformed], () => Nested(400_000, [0x30, 0x80])),
            ["nested octet strings"] = ([CredentialImportStatus.Malformed], () => Nested(400_000, [0x24, 0x80])),
            ["small structures"] = ([CredentialImportStatus.LimitExceeded], () => Many([0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00])),
            ["small certificates"] = ([CredentialImportStatus.LimitExceeded], () => Many([0x30, 0x07, 0x30, 0x00, 0x30, 0x00, 0x03, 0x01, 0x00])),
            ["10,000 certificates"] = ([CredentialImportStatus.LimitExceeded], () => Certificates(10_000)),
            ["one certificate 10,000 times"] = ([CredentialImportStatus.LimitExceeded], () => Many(ImportMaterial.EllipticCurve.Certificate.RawData)),
            ["bags"] = ([CredentialImportStatus.LimitExceeded], Bags),
            ["a huge count"] = ([CredentialImportStatus.LimitExceeded], () => Encrypted(int.MaxValue, 1)),
            ["many huge counts"] = ([CredentialImportStatus.LimitExceeded], () => Encrypted(5_000_001, 1000)),
            ["a huge cost of scrypt"] = ([CredentialImportStatus.LimitExceeded], Scrypt),
            ["many encrypted keys"] = ([CredentialImportStatus.LimitExceeded, CredentialImportStatus.WrongPassword], () => Encrypted(1, 2000)),
            ["many encrypted keys of usual counts"] = ([CredentialImportStatus.WrongPassword], () => Encrypted(2048, 100)),
        };

    private static byte[] Repeat(string text) => Text(Many(text, Size));

    private static string Many(string text, int size) => string.Concat(Enumerable.Repeat(text, size / text.Length));

    private static byte[] Many(byte[] structure) => [.. Enumerable.Repeat(structure, Size / structure.Length).SelectMany(octets => octets)];

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Random(int size)
    {
        byte[] octets = new byte[size];
        new Random(20260601).NextBytes(octets);
        return octets;
    }

    private static byte[] Nested(int depth, byte[] step)
    {
        byte[] head = [0x30, 0x80, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
        return [.. head, .. Enumerable.Repeat(step, Math.Min(depth, (Size / step.Length) - 10)).SelectMany(octets => octets)];
    }

    // Distinct by their last octets, and therefore each parsed anew.
    private static byte[] Certificates(int count)
    {
        byte[] certificate = ImportMaterial.EllipticCurve.Certificate.RawData;
        int fitting = Math.Min(count, Size / certificate.Length);
        byte[] all = [.. Enumerable.Repeat(certificate, fitting).SelectMany(octets => octets)];
        for (int i = 0; i < fitting; i++)
        {
            BitConverter.TryWriteBytes(all.AsSpan(((i + 1) * certificate.Length) - 4), i);
        }

        return all;
    }

    private static byte[] Bags() => Pkcs12Writer.Plain(contents =>
    {
        for (int i = 0; i < 5000; i++)
        {
            contents.AddSecret(new Oid("1.2.3.4"), new byte[] { 4, 0 });
        }
    });

    private static byte[] Scrypt()
    {
        byte[] key = Pbes2Writer.Encrypt(ImportMaterial.EllipticCurve.Pkcs8(), [1], Pbes2Writer.Scrypt(1 << 30, 8, 1, compute: false));
        return Text(ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", key));
    }

    private static byte[] Encrypted(int iterations, int count)
    {
        byte[] key = Pbes2Writer.Encrypt(ImportMaterial.EllipticCurve.Pkcs8(), [1], Pbes2Writer.Pbkdf2("1.2.840.113549.2.9", iterations, compute: false));
        return Text(ImportMaterial.EllipticCurve.CertificatePem + "\n" + string.Concat(Enumerable.Repeat(ImportMaterial.Pem("ENCRYPTED PRIVATE KEY", key), count)));
    }
}
