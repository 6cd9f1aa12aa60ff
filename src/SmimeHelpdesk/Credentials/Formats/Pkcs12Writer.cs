using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Writes a certificate, its issuers and its private key as PKCS #12 (RFC 7292), with PBES2, AES-256 and SHA-256 throughout.</summary>
internal static class Pkcs12Writer
{
    // As many as the common readers allow for one derivation; more, and Windows and .NET refuse the file.
    private const int Iterations = 300_000;

    private static PbeParameters Encryption => new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations);

    /// <exception cref="CryptographicException">The key cannot be read.</exception>
    public static byte[] Write(ReadOnlyMemory<byte> pkcs8, ParsedCertificate certificate, IReadOnlyList<ParsedCertificate> chain, ReadOnlySpan<char> password)
    {
        var keyId = new Pkcs9LocalKeyId(Convert.FromHexString(certificate.Sha256));
        Pkcs8PrivateKeyInfo key = Pkcs8PrivateKeyInfo.Decode(pkcs8, out _, skipCopy: true);
        var keyBag = new Pkcs12ShroudedKeyBag(key.Encrypt(password, Encryption), skipCopy: true);
        keyBag.Attributes.Add(keyId);
        var keys = new Pkcs12SafeContents();
        keys.AddSafeBag(keyBag);

        var certificates = new Pkcs12SafeContents();
        Add(certificates, certificate).Attributes.Add(keyId);
        foreach (ParsedCertificate issuer in chain)
        {
            Add(certificates, issuer);
        }

        var builder = new Pkcs12Builder();
        builder.AddSafeContentsUnencrypted(keys); // the bag inside is encrypted
        builder.AddSafeContentsEncrypted(certificates, password, Encryption);
        builder.SealWithMac(password, HashAlgorithmName.SHA256, Iterations);
        return builder.Encode();
    }

    private static Pkcs12CertBag Add(Pkcs12SafeContents contents, ParsedCertificate certificate)
    {
        using X509Certificate2 loaded = X509CertificateLoader.LoadCertificate(certificate.Der.Span);
        return contents.AddCertificate(loaded);
    }
}
