using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Cms.Algorithms;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>RSA key transport: PKCS #1 v1.5 and OAEP with any hashes and label (RFC 8017, RFC 3560).</summary>
internal static class KeyTransportUnwrap
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string RsaOaep = "1.2.840.113549.1.1.7";

    public static IReadOnlyList<byte[]> Unwrap(RecipientEntry entry, MailboxPrivateKey key)
    {
        // A ciphertext has the modulus' length; some programs strip leading zero octets.
        if (key.Rsa is not { } rsa || entry.EncryptedKey.Length > (rsa.KeySize + 7) / 8)
        {
            return [];
        }

        byte[] ciphertext = new byte[(rsa.KeySize + 7) / 8];
        entry.EncryptedKey.Span.CopyTo(ciphertext.AsSpan(ciphertext.Length - entry.EncryptedKey.Length));
        return entry.Algorithm.Algorithm.Id switch
        {
            RsaEncryption => [rsa.Decrypt(ciphertext, RSAEncryptionPadding.Pkcs1)],
            RsaOaep => [DecryptOaep(rsa, ciphertext, entry.Algorithm.Parameters)],
            _ => [],
        };
    }

    public static string Describe(RecipientEntry entry)
    {
        if (entry.Algorithm.Algorithm.Id != RsaOaep)
        {
            return entry.Algorithm.Algorithm.Id == RsaEncryption ? "RSA-PKCS1" : entry.Algorithm.Algorithm.Id;
        }

        try
        {
            return "RSA-OAEP-" + (DigestAlgorithm.FromOid(Parameters(entry.Algorithm.Parameters).HashAlgorithm.Algorithm.Id)?.Name.Name ?? "unknown");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return "RSA-OAEP";
        }
    }

    private static byte[] DecryptOaep(RSA rsa, byte[] ciphertext, Asn1Encodable? encoded)
    {
        RsaesOaepParameters parameters = Parameters(encoded);
        DigestAlgorithm hash = Digest(parameters.HashAlgorithm);
        DigestAlgorithm mask = Digest(AlgorithmIdentifier.GetInstance(parameters.MaskGenAlgorithm.Parameters));
        byte[] label = parameters.PSourceAlgorithm.Parameters is Asn1OctetString octets ? octets.GetOctets() : [];
        if (hash == mask && label.Length == 0)
        {
            return rsa.Decrypt(ciphertext, RSAEncryptionPadding.CreateOaep(hash.Name));
        }

        // .NET has one hash for both and no label; a key that cannot leave its module cannot do these.
        RSAParameters own = rsa.ExportParameters(true);
        try
        {
            var engine = new OaepEncoding(new RsaBlindedEngine(), DigestUtilities.GetDigest(hash.Oid), DigestUtilities.GetDigest(mask.Oid), label);
            engine.Init(false, DotNetUtilities.GetRsaKeyPair(own).Private);
            return engine.ProcessBlock(ciphertext, 0, ciphertext.Length);
        }
        finally
        {
            Zero(own);
        }
    }

    private static void Zero(RSAParameters parameters)
    {
        foreach (byte[]? secret in new[] { parameters.D, parameters.P, parameters.Q, parameters.DP, parameters.DQ, parameters.InverseQ })
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static RsaesOaepParameters Parameters(Asn1Encodable? encoded) =>
        encoded is null or DerNull ? new RsaesOaepParameters() : RsaesOaepParameters.GetInstance(encoded);

    private static DigestAlgorithm Digest(AlgorithmIdentifier algorithm) =>
        DigestAlgorithm.FromOid(algorithm.Algorithm.Id) ?? throw new CmsFormatException("An OAEP hash is not known.");
}
