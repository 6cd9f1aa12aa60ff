using System.Formats.Asn1;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>The encryption schemes of PKCS #12 itself (RFC 7292 appendix C). Read only, for old files.</summary>
internal sealed class Pkcs12Scheme : IPasswordScheme
{
    private const string Arc = "1.2.840.113549.1.12.1.";
    private readonly PaddedCbcCipher? _cipher;
    private readonly int _keySize;
    private readonly byte[] _salt;
    private readonly int _iterations;

    private Pkcs12Scheme(PaddedCbcCipher? cipher, int keySize, AlgorithmId algorithm)
    {
        _cipher = cipher;
        _keySize = keySize;
        AsnReader parameters = algorithm.ParameterSequence();
        _salt = parameters.ReadOctetString();
        _iterations = parameters.ReadCount();
    }

    /// <summary>The scheme of an OID; null when it is another kind's.</summary>
    public static Pkcs12Scheme? TryRead(AlgorithmId algorithm) => algorithm.Oid switch
    {
        Arc + "1" => new Pkcs12Scheme(null, 16, algorithm),
        Arc + "2" => new Pkcs12Scheme(null, 5, algorithm),
        Arc + "3" => new Pkcs12Scheme(new PaddedCbcCipher(BlockCipherKind.TripleDes, 24), 24, algorithm),
        Arc + "4" => new Pkcs12Scheme(new PaddedCbcCipher(BlockCipherKind.TripleDes, 16), 16, algorithm),
        Arc + "5" => new Pkcs12Scheme(new PaddedCbcCipher(BlockCipherKind.Rc2, 16, 128), 16, algorithm),
        Arc + "6" => new Pkcs12Scheme(new PaddedCbcCipher(BlockCipherKind.Rc2, 5, 40), 5, algorithm),
        _ => null,
    };

    public IEnumerable<byte[]> Encodings(ImportPassword password, bool withinPkcs12) => password.ForPkcs12();

    public ReadOnlyMemory<byte>? Decrypt(byte[] password, ReadOnlySpan<byte> ciphertext, ImportContext context)
    {
        byte[] key = Derive(Pkcs12Derivation.Key, password, _keySize, context);
        if (_cipher is not null)
        {
            byte[] vector = Derive(Pkcs12Derivation.InitializationVector, password, _cipher.BlockSize, context);
            return _cipher.Decrypt(key, vector, ciphertext, context.Secrets);
        }

        byte[] plaintext = context.Secrets.Octets(ciphertext.Length);
        var stream = new RC4Engine();
        stream.Init(false, new KeyParameter(key));
        stream.ProcessBytes(ciphertext, plaintext);
        return plaintext;
    }

    private byte[] Derive(byte purpose, byte[] password, int length, ImportContext context) =>
        Pkcs12Derivation.Derive(KdfDigest.Sha1, purpose, password, _salt, _iterations, length, context);
}
