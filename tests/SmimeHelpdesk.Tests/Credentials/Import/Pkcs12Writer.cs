using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using SmimeHelpdesk.Tests.TestPki;
using AlgorithmIdentifier = Org.BouncyCastle.Asn1.X509.AlgorithmIdentifier;
using ContentInfo = Org.BouncyCastle.Asn1.Pkcs.ContentInfo;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>Writes PKCS #12 files in many ways, through .NET and BouncyCastle.</summary>
internal static class Pkcs12Writer
{
    public static readonly PbeParameters Aes = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 100);

    /// <summary>What modern programs write.</summary>
    public static byte[] Modern(TestIdentity identity, string password, HashAlgorithmName? mac = null)
    {
        Pkcs12Builder builder = Builder(identity, password);
        builder.SealWithMac(password, mac ?? HashAlgorithmName.SHA256, 100);
        return builder.Encode();
    }

    public static byte[] WithoutMac(TestIdentity identity, string password)
    {
        Pkcs12Builder builder = Builder(identity, password);
        builder.SealWithoutIntegrity();
        return builder.Encode();
    }

    public static byte[] Plain(Action<Pkcs12SafeContents> fill, string? password = null)
    {
        var contents = new Pkcs12SafeContents();
        fill(contents);
        var builder = new Pkcs12Builder();
        builder.AddSafeContentsUnencrypted(contents);
        if (password is null)
        {
            builder.SealWithoutIntegrity();
        }
        else
        {
            builder.SealWithMac(password, HashAlgorithmName.SHA256, 100);
        }

        return builder.Encode();
    }

    /// <summary>BER with indefinite lengths, old ciphers, SHA-1: what OpenSSL before 3 and old Windows write.</summary>
    public static byte[] Legacy(TestIdentity identity, string password, DerObjectIdentifier keyScheme, DerObjectIdentifier certificateScheme)
    {
        Pkcs12Store store = new Pkcs12StoreBuilder().SetKeyAlgorithm(keyScheme).SetCertAlgorithm(certificateScheme).Build();
        IEnumerable<X509CertificateEntry> chain = identity.Issuer.Chain.Prepend(identity.Certificate)
            .Select(certificate => new X509CertificateEntry(new X509CertificateParser().ReadCertificate(certificate.RawData)));
        store.SetKeyEntry("support", new AsymmetricKeyEntry(PrivateKeyFactory.CreateKey(identity.Pkcs8())), [.. chain]);
        using var stream = new MemoryStream();
        store.Save(stream, password.ToCharArray(), new SecureRandom());
        return stream.ToArray();
    }

    /// <summary>Seals a file that has no MAC with the one of RFC 9579.</summary>
    public static byte[] SealPbmac1(byte[] unsealed, byte[] password, int? keyLength, string function = "1.2.840.113549.2.9", int iterations = 100, Asn1Encodable? salt = null)
    {
        var sequence = (Asn1Sequence)Asn1Object.FromByteArray(unsealed);
        ContentInfo content = ContentInfo.GetInstance(sequence[1]);
        byte[] octets = [9, 8, 7, 6, 5, 4, 3, 2];
        byte[] key = Rfc2898DeriveBytes.Pbkdf2(password, octets, iterations, HashAlgorithmName.SHA256, Math.Clamp(keyLength ?? 32, 1, 64));
        byte[] mac = HMACSHA256.HashData(key, Asn1OctetString.GetInstance(content.Content).GetOctets());
        var derivation = new Asn1EncodableVector(salt ?? new DerOctetString(octets), DerInteger.ValueOf(iterations));
        if (keyLength is { } length)
        {
            derivation.Add(DerInteger.ValueOf(length));
        }

        derivation.Add(Algorithm("1.2.840.113549.2.9", DerNull.Instance));
        var parameters = new DerSequence(Algorithm("1.2.840.113549.1.5.12", new DerSequence(derivation)), Algorithm(function, DerNull.Instance));
        var digestInfo = new DerSequence(Algorithm("1.2.840.113549.1.5.14", parameters), new DerOctetString(mac));
        return new DerSequence(sequence[0], sequence[1], new DerSequence(digestInfo, new DerOctetString(Encoding.ASCII.GetBytes("NOT USED")), DerInteger.One)).GetEncoded();
    }

    private static AlgorithmIdentifier Algorithm(string oid, Asn1Encodable parameters) => new(new DerObjectIdentifier(oid), parameters);

    private static Pkcs12Builder Builder(TestIdentity identity, string password)
    {
        var certificates = new Pkcs12SafeContents();
        foreach (X509Certificate2 certificate in identity.Issuer.Chain.Prepend(identity.Certificate))
        {
            certificates.AddCertificate(certificate);
        }

        var keys = new Pkcs12SafeContents();
        using AsymmetricAlgorithm key = identity.PrivateKey;
        keys.AddShroudedKey(key, password, Aes);
        var builder = new Pkcs12Builder();
        builder.AddSafeContentsEncrypted(certificates, password, Aes);
        builder.AddSafeContentsUnencrypted(keys);
        return builder;
    }
}
