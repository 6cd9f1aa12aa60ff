using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>A content encryption algorithm as its AlgorithmIdentifier states it.</summary>
/// <param name="Name">For the verdict, such as <c>AES-256-GCM</c>.</param>
/// <param name="Mode">How it works.</param>
/// <param name="KeySize">The key's size in bytes; 0 when any is possible.</param>
/// <param name="Iv">The IV or nonce.</param>
/// <param name="TagSize">The stated tag size in bytes; 0 without authentication.</param>
/// <param name="IsWeak">Whether it is read for old mail only.</param>
internal sealed record ContentCipher(string Name, CipherMode Mode, int KeySize, ReadOnlyMemory<byte> Iv, int TagSize, bool IsWeak)
{
    private const string CekHkdfSha256 = "1.2.840.113549.1.9.16.3.31";

    /// <summary>RC2: the effective key bits.</summary>
    public int EffectiveBits { get; private init; }

    /// <summary>The inner identifier, DER, when the key is derived from the unwrapped one (RFC 9709); else null.</summary>
    public ReadOnlyMemory<byte>? DerivationInfo { get; private init; }

    /// <summary>Reads the identifier; null when the algorithm is not supported in this structure.</summary>
    public static ContentCipher? Read(AlgorithmIdentifier algorithm, bool isAuthenticated)
    {
        try
        {
            if (algorithm.Algorithm.Id == CekHkdfSha256)
            {
                AlgorithmIdentifier inner = AlgorithmIdentifier.GetInstance(algorithm.Parameters);
                ContentCipher? cipher = inner.Algorithm.Id == CekHkdfSha256 ? null : Read(inner, isAuthenticated);
                return cipher is null ? null : cipher with { DerivationInfo = inner.GetEncoded(Asn1Encodable.Der) };
            }

            return isAuthenticated ? ReadAuthenticated(algorithm) : ReadPlain(algorithm);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new CmsFormatException("The content encryption's parameters cannot be read.", exception);
        }
    }

    // An AEAD algorithm in EnvelopedData, or CBC in AuthEnvelopedData, is a downgrade in the making: each only where it belongs.
    private static ContentCipher? ReadAuthenticated(AlgorithmIdentifier algorithm) => algorithm.Algorithm.Id switch
    {
        "2.16.840.1.101.3.4.1.6" => Gcm(algorithm, 16),
        "2.16.840.1.101.3.4.1.26" => Gcm(algorithm, 24),
        "2.16.840.1.101.3.4.1.46" => Gcm(algorithm, 32),
        "1.2.840.113549.1.9.16.3.18" => new("ChaCha20-Poly1305", CipherMode.ChaCha20Poly1305, 32, Octets(algorithm), 16, false),
        _ => null,
    };

    private static ContentCipher? ReadPlain(AlgorithmIdentifier algorithm) => algorithm.Algorithm.Id switch
    {
        "2.16.840.1.101.3.4.1.2" => new("AES-128-CBC", CipherMode.AesCbc, 16, Octets(algorithm), 0, false),
        "2.16.840.1.101.3.4.1.22" => new("AES-192-CBC", CipherMode.AesCbc, 24, Octets(algorithm), 0, false),
        "2.16.840.1.101.3.4.1.42" => new("AES-256-CBC", CipherMode.AesCbc, 32, Octets(algorithm), 0, false),
        "1.2.840.113549.3.7" => new("3DES-CBC", CipherMode.TripleDesCbc, 24, Octets(algorithm), 0, true),
        "1.2.840.113549.3.2" => Rc2(algorithm),
        _ => null,
    };

    private static ContentCipher Gcm(AlgorithmIdentifier algorithm, int keySize)
    {
        GcmParameters parameters = GcmParameters.GetInstance(algorithm.Parameters);
        return new($"AES-{keySize * 8}-GCM", CipherMode.AesGcm, keySize, parameters.GetNonce(), parameters.IcvLen, false);
    }

    private static ContentCipher? Rc2(AlgorithmIdentifier algorithm)
    {
        if (algorithm.Parameters is Asn1OctetString iv)
        {
            return new("RC2-32-CBC", CipherMode.Rc2Cbc, 0, iv.GetOctets(), 0, true) { EffectiveBits = 32 };
        }

        Asn1Sequence parameters = Asn1Sequence.GetInstance(algorithm.Parameters);
        int version = DerInteger.GetInstance(parameters[0]).IntValueExact;
        int bits = version switch { 160 => 40, 120 => 64, 58 => 128, >= 256 and <= 1024 => version, _ => 0 };
        return bits == 0 ? null : new($"RC2-{bits}-CBC", CipherMode.Rc2Cbc, 0, Asn1OctetString.GetInstance(parameters[1]).GetOctets(), 0, true) { EffectiveBits = bits };
    }

    private static byte[] Octets(AlgorithmIdentifier algorithm) => Asn1OctetString.GetInstance(algorithm.Parameters).GetOctets();
}

internal enum CipherMode
{
    AesCbc,
    AesGcm,
    ChaCha20Poly1305,
    TripleDesCbc,
    Rc2Cbc,
}
