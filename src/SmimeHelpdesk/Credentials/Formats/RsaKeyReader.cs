using System.Formats.Asn1;
using System.Security.Cryptography;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>RSA keys (RFC 8017 appendix A.1.2), plain or within PKCS #8.</summary>
internal static class RsaKeyReader
{
    private const int MinimumBits = 512;

    /// <summary>Reads a key.</summary>
    /// <param name="encoded">RSAPrivateKey.</param>
    /// <param name="algorithm">rsaEncryption, or an identifier that restricts the key to PSS or OAEP.</param>
    /// <param name="context">Bounds and buffers.</param>
    public static ImportedKey Read(ReadOnlyMemory<byte> encoded, AlgorithmId algorithm, ImportContext context)
    {
        AsnReader sequence = DerReading.Reader(encoded).ReadSequence();
        if (!sequence.TryReadInt32(out int version) || version != 0)
        {
            throw new UnsupportedKeyException("RSA with more than two primes");
        }

        var numbers = new ReadOnlyMemory<byte>[8];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = sequence.ReadIntegerBytes();
        }

        CheckSize(numbers[0].Span, numbers[1].Span, context.Limits);
        byte[] pkcs8 = context.Secrets.Own(Write(numbers, algorithm));
        ProveUsable(pkcs8, numbers[0].Span, numbers[1].Span);
        return new ImportedKey(PublicKeyIdentity.OfRsa(numbers[0].Span, numbers[1].Span), pkcs8);
    }

    private static void CheckSize(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent, SmimeLimits limits)
    {
        int bits = BitLength(modulus);
        if (bits < MinimumBits || bits > limits.MaximumRsaKeySize || BitLength(exponent) > limits.MaximumRsaExponentSize)
        {
            throw new UnsupportedKeyException("RSA of this size");
        }
    }

    private static int BitLength(ReadOnlySpan<byte> number)
    {
        ReadOnlySpan<byte> trimmed = number.TrimStart((byte)0);
        return trimmed.IsEmpty ? 0 : (trimmed.Length * 8) - System.Numerics.BitOperations.LeadingZeroCount(trimmed[0]) + 24;
    }

    private static byte[] Write(ReadOnlyMemory<byte>[] numbers, AlgorithmId algorithm)
    {
        var inner = new AsnWriter(AsnEncodingRules.DER);
        using (inner.PushSequence())
        {
            inner.WriteInteger(0);
            foreach (ReadOnlyMemory<byte> number in numbers)
            {
                inner.WriteInteger(number.Span);
            }
        }

        return PrivateKeyWriter.Write(algorithm.Oid, algorithm.Oid == KeyOids.Rsa ? PrivateKeyWriter.Null : algorithm.Parameters.Span, inner);
    }

    // The public half of an RSA key is written into the private one, so it is believed only when a signature proves it: a key whose
    // halves do not belong together would pair with a foreign certificate, and faulty numbers betray the key when it signs. OpenSSL
    // looks at this itself; the libraries of other operating systems do not.
    private static void ProveUsable(byte[] pkcs8, ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        using MailboxPrivateKey key = PrivateKeyFactory.Open(pkcs8);
        using RSA publicKey = RSA.Create(new RSAParameters
        {
            Modulus = modulus.TrimStart((byte)0).ToArray(),
            Exponent = exponent.TrimStart((byte)0).ToArray(),
        });
        byte[] hash = RandomNumberGenerator.GetBytes(32);
        byte[] signature = key.Rsa!.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (!publicKey.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            throw new CmsFormatException("The numbers of an RSA key do not belong together.");
        }
    }
}
