using System.Formats.Asn1;
using System.Security.Cryptography;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>The MAC of a PKCS #12 file: the old scheme (RFC 7292 section 5.1) and PBMAC1 (RFC 9579).</summary>
internal static class Pkcs12Integrity
{
    private const string Pbmac1 = "1.2.840.113549.1.5.14";

    // A longer key than the longest digest adds nothing; a shorter one than this makes the MAC one that can be guessed.
    private const int MinimumKeyLength = 20;
    private const int MaximumKeyLength = 64;

    /// <summary>Whether the password gives the MAC.</summary>
    /// <param name="macData">The content of MacData.</param>
    /// <param name="content">The octets that are authenticated.</param>
    /// <param name="context">Password, bounds and buffers.</param>
    public static bool Verify(AsnReader macData, ReadOnlySpan<byte> content, ImportContext context)
    {
        AsnReader digestInfo = macData.ReadSequence();
        AlgorithmId algorithm = AlgorithmId.Read(digestInfo);
        byte[] expected = digestInfo.ReadOctetString();
        if (algorithm.Oid == Pbmac1)
        {
            // The salt and count of MacData are meaningless there (RFC 9579 section 4).
            return VerifyPbmac1(algorithm, expected, content, context);
        }

        byte[] salt = macData.ReadOctetString();
        int iterations = macData.HasData ? macData.ReadCount() : 1;
        KdfDigest digest = KdfDigest.FromOid(algorithm.Oid);
        foreach (byte[] password in context.Password.ForPkcs12())
        {
            byte[] key = Pkcs12Derivation.Derive(digest, Pkcs12Derivation.Mac, password, salt, iterations, digest.Size, context);
            if (CryptographicOperations.FixedTimeEquals(digest.Hmac(key, content), expected))
            {
                return true;
            }
        }

        return false;
    }

    private static bool VerifyPbmac1(AlgorithmId algorithm, byte[] expected, ReadOnlySpan<byte> content, ImportContext context)
    {
        AsnReader parameters = algorithm.ParameterSequence();
        AlgorithmId derivation = AlgorithmId.Read(parameters);
        KdfDigest mac = KdfDigest.FromHmacOid(AlgorithmId.Read(parameters).Oid);
        if (derivation.Oid != Pbkdf2Parameters.Oid)
        {
            throw new UnsupportedProtectionException("key derivation");
        }

        // Without a length two readers could use different keys; RFC 9579 section 4 demands one.
        Pbkdf2Parameters pbkdf2 = Pbkdf2Parameters.Read(derivation);
        if (pbkdf2.KeyLength is not { } length || length is < MinimumKeyLength or > MaximumKeyLength)
        {
            throw new CmsFormatException("The key of a PBMAC1 has no length, or an absurd one.");
        }

        foreach (byte[] password in context.Password.ForPkcs5(withinPkcs12: false))
        {
            if (CryptographicOperations.FixedTimeEquals(mac.Hmac(pbkdf2.Derive(password, length, context), content), expected))
            {
                return true;
            }
        }

        return false;
    }
}
