using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>
/// Verifies RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2.2) for digests that .NET does not have. The encoding is made and compared as a
/// whole; reading the padding instead is how signatures have been forged for small exponents.
/// </summary>
internal static class Pkcs1Encoding
{
    private const int MinimumPadding = 8;

    public static bool Verify(RSAParameters key, ReadOnlySpan<byte> digest, DigestAlgorithm hash, ReadOnlySpan<byte> signature)
    {
        byte[]? encoded = RsaPublicPower.Compute(key, signature);

        // Parameters of NULL, or none: section 8.2.2 note 2.
        return encoded is not null
            && (encoded.AsSpan().SequenceEqual(Encode(encoded.Length, digest, hash, DerNull.Instance)) || encoded.AsSpan().SequenceEqual(Encode(encoded.Length, digest, hash, null)));
    }

    private static byte[] Encode(int length, ReadOnlySpan<byte> digest, DigestAlgorithm hash, Asn1Encodable? parameters)
    {
        var algorithm = new DerObjectIdentifier(hash.Oid);
        AlgorithmIdentifier identifier = parameters is null ? new AlgorithmIdentifier(algorithm) : new AlgorithmIdentifier(algorithm, parameters);
        byte[] info = new DigestInfo(identifier, new DerOctetString(digest.ToArray())).GetEncoded(Asn1Encodable.Der);
        int padding = length - info.Length - 3;
        if (padding < MinimumPadding)
        {
            return [];
        }

        byte[] encoded = new byte[length];
        encoded[1] = 1;
        encoded.AsSpan(2, padding).Fill(0xFF);
        info.CopyTo(encoded, length - info.Length);
        return encoded;
    }
}
