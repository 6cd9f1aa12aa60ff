using System.Formats.Asn1;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>PBES1 (RFC 8018 section 6.1): PBKDF1 with MD5 or SHA-1, DES or 64-bit RC2. Read only, for old files.</summary>
internal sealed class Pbes1Scheme : IPasswordScheme
{
    private readonly KdfDigest _digest;
    private readonly PaddedCbcCipher _cipher;
    private readonly byte[] _salt;
    private readonly int _iterations;

    private Pbes1Scheme(KdfDigest digest, PaddedCbcCipher cipher, AlgorithmId algorithm)
    {
        _digest = digest;
        _cipher = cipher;
        AsnReader parameters = algorithm.ParameterSequence();
        _salt = parameters.ReadOctetString();
        _iterations = parameters.ReadCount();
    }

    /// <summary>The scheme of an OID; null when it is another kind's.</summary>
    public static Pbes1Scheme? TryRead(AlgorithmId algorithm) => algorithm.Oid switch
    {
        "1.2.840.113549.1.5.3" => new Pbes1Scheme(KdfDigest.Md5, new PaddedCbcCipher(BlockCipherKind.Des, 8), algorithm),
        "1.2.840.113549.1.5.6" => new Pbes1Scheme(KdfDigest.Md5, new PaddedCbcCipher(BlockCipherKind.Rc2, 8, 64), algorithm),
        "1.2.840.113549.1.5.10" => new Pbes1Scheme(KdfDigest.Sha1, new PaddedCbcCipher(BlockCipherKind.Des, 8), algorithm),
        "1.2.840.113549.1.5.11" => new Pbes1Scheme(KdfDigest.Sha1, new PaddedCbcCipher(BlockCipherKind.Rc2, 8, 64), algorithm),
        _ => null,
    };

    public IEnumerable<byte[]> Encodings(ImportPassword password, bool withinPkcs12) => password.ForPkcs5(withinPkcs12);

    public ReadOnlyMemory<byte>? Decrypt(byte[] password, ReadOnlySpan<byte> ciphertext, ImportContext context)
    {
        context.Budget.Spend(_iterations);
        byte[] input = context.Secrets.Octets(password.Length + _salt.Length);
        password.CopyTo(input, 0);
        _salt.CopyTo(input, password.Length);
        byte[] derived = context.Secrets.Octets(_digest.Size);
        byte[] previous = context.Secrets.Octets(_digest.Size);
        _digest.Hash(input, derived);
        for (int i = 1; i < _iterations; i++)
        {
            derived.CopyTo(previous, 0);
            _digest.Hash(previous, derived);
        }

        byte[] key = context.Secrets.Own(derived[..8]);
        return _cipher.Decrypt(key, derived.AsSpan(8, 8), ciphertext, context.Secrets);
    }
}
