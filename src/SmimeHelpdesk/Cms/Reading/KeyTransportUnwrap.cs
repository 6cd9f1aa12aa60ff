using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Cms.Algorithms;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>RSA key transport: PKCS #1 v1.5 and OAEP with any hashes and label (RFC 8017, RFC 3560).</summary>
internal static class KeyTransportUnwrap
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string RsaOaep = "1.2.840.113549.1.1.7";

    /// <summary>The content key; null when the private key does not open the entry.</summary>
    public static byte[]? Unwrap(RecipientEntry entry, MailboxPrivateKey key)
    {
        // A ciphertext has the modulus' length; some programs strip leading zero octets.
        if (key.Rsa is not { } rsa || entry.EncryptedKey.Length > (rsa.KeySize + 7) / 8)
        {
            return null;
        }

        byte[] ciphertext = new byte[(rsa.KeySize + 7) / 8];
        entry.EncryptedKey.Span.CopyTo(ciphertext.AsSpan(ciphertext.Length - entry.EncryptedKey.Length));
        return entry.Algorithm.Algorithm.Id switch
        {
            RsaEncryption => rsa.Decrypt(ciphertext, RSAEncryptionPadding.Pkcs1),
            RsaOaep => DecryptOaep(rsa, ciphertext, OaepEncodingParameters.Read(entry.Algorithm)),
            _ => null,
        };
    }

    /// <summary>Whether the BCL, which is many times faster, cannot do this one.</summary>
    public static bool IsCostly(RecipientEntry entry) => entry.Algorithm.Algorithm.Id == RsaOaep && Oaep(entry) is not { IsPlain: true };

    public static string Describe(RecipientEntry entry) => entry.Algorithm.Algorithm.Id switch
    {
        RsaEncryption => "RSA-PKCS1",
        RsaOaep => Oaep(entry) is { } oaep ? "RSA-OAEP-" + oaep.Hash.Name.Name : "RSA-OAEP",
        string other => other,
    };

    private static OaepEncodingParameters? Oaep(RecipientEntry entry)
    {
        try
        {
            return OaepEncodingParameters.Read(entry.Algorithm);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static byte[] DecryptOaep(RSA rsa, byte[] ciphertext, OaepEncodingParameters oaep)
    {
        if (oaep.IsPlain)
        {
            return rsa.Decrypt(ciphertext, RSAEncryptionPadding.CreateOaep(oaep.Hash.Name));
        }

        // .NET has one hash for both and no label; a key that cannot leave its module cannot do these.
        RSAParameters own = rsa.ExportParameters(true);
        try
        {
            var engine = new OaepEncoding(new RsaPrivatePower(own), DigestUtilities.GetDigest(oaep.Hash.Oid), DigestUtilities.GetDigest(oaep.Mask.Oid), oaep.Label);
            engine.Init(false, null);
            return engine.ProcessBlock(ciphertext, 0, ciphertext.Length);
        }
        finally
        {
            foreach (byte[]? secret in new[] { own.D, own.P, own.Q, own.DP, own.DQ, own.InverseQ })
            {
                CryptographicOperations.ZeroMemory(secret);
            }
        }
    }

    /// <summary>RSAES-OAEP-params (RFC 4055 section 4.1), understood.</summary>
    private sealed record OaepEncodingParameters(DigestAlgorithm Hash, DigestAlgorithm Mask, byte[] Label)
    {
        public bool IsPlain => Hash == Mask && Label.Length == 0 && Hash.IsNative;

        public static OaepEncodingParameters Read(AlgorithmIdentifier algorithm)
        {
            RsaesOaepParameters parameters = algorithm.Parameters is null or DerNull ? new RsaesOaepParameters() : RsaesOaepParameters.GetInstance(algorithm.Parameters);
            byte[] label = parameters.PSourceAlgorithm.Parameters is Asn1OctetString octets ? octets.GetOctets() : [];
            return new OaepEncodingParameters(Digest(parameters.HashAlgorithm), Digest(AlgorithmIdentifier.GetInstance(parameters.MaskGenAlgorithm.Parameters)), label);
        }

        private static DigestAlgorithm Digest(AlgorithmIdentifier algorithm) =>
            DigestAlgorithm.FromOid(algorithm.Algorithm.Id) ?? throw new CmsFormatException("An OAEP hash is not known.");
    }
}
