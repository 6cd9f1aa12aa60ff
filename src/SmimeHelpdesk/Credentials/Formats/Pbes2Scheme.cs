using System.Formats.Asn1;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>PBES2 (RFC 8018 section 6.2) with PBKDF2 or scrypt.</summary>
internal sealed class Pbes2Scheme : IPasswordScheme
{
    public const string Oid = "1.2.840.113549.1.5.13";
    private readonly Func<byte[], int, ImportContext, byte[]> _derive;
    private readonly PaddedCbcCipher _cipher;
    private readonly ReadOnlyMemory<byte> _vector;

    private Pbes2Scheme(Func<byte[], int, ImportContext, byte[]> derive, PaddedCbcCipher cipher, ReadOnlyMemory<byte> vector)
    {
        _derive = derive;
        _cipher = cipher;
        _vector = vector;
    }

    public static Pbes2Scheme Read(AlgorithmId algorithm)
    {
        AsnReader sequence = algorithm.ParameterSequence();
        (Func<byte[], int, ImportContext, byte[]> derive, int? keyLength) = ReadDerivation(AlgorithmId.Read(sequence));
        AlgorithmId encryption = AlgorithmId.Read(sequence);
        PaddedCbcCipher cipher = ReadCipher(encryption, keyLength, out ReadOnlyMemory<byte> vector);
        return keyLength is null || keyLength == cipher.KeySize
            ? new Pbes2Scheme(derive, cipher, vector)
            : throw new CmsFormatException("The derived key has another length than the cipher's.");
    }

    public IEnumerable<byte[]> Encodings(ImportPassword password, bool withinPkcs12) => password.ForPkcs5(withinPkcs12);

    public ReadOnlyMemory<byte>? Decrypt(byte[] password, ReadOnlySpan<byte> ciphertext, ImportContext context) =>
        _cipher.Decrypt(_derive(password, _cipher.KeySize, context), _vector.Span, ciphertext, context.Secrets);

    private static (Func<byte[], int, ImportContext, byte[]> Derive, int? KeyLength) ReadDerivation(AlgorithmId algorithm)
    {
        switch (algorithm.Oid)
        {
            case Pbkdf2Parameters.Oid:
                Pbkdf2Parameters pbkdf2 = Pbkdf2Parameters.Read(algorithm);
                return (pbkdf2.Derive, pbkdf2.KeyLength);
            case ScryptParameters.Oid:
                ScryptParameters scrypt = ScryptParameters.Read(algorithm);
                return (scrypt.Derive, scrypt.KeyLength);
            default:
                throw new UnsupportedProtectionException("key derivation");
        }
    }

    private static PaddedCbcCipher ReadCipher(AlgorithmId encryption, int? keyLength, out ReadOnlyMemory<byte> vector)
    {
        AsnReader parameters = DerReading.Reader(encryption.Parameters);
        if (encryption.Oid == "1.2.840.113549.3.2")
        {
            return ReadRc2(parameters, keyLength, out vector);
        }

        PaddedCbcCipher cipher = encryption.Oid switch
        {
            "2.16.840.1.101.3.4.1.2" => new PaddedCbcCipher(BlockCipherKind.Aes, 16),
            "2.16.840.1.101.3.4.1.22" => new PaddedCbcCipher(BlockCipherKind.Aes, 24),
            "2.16.840.1.101.3.4.1.42" => new PaddedCbcCipher(BlockCipherKind.Aes, 32),
            "1.2.840.113549.3.7" => new PaddedCbcCipher(BlockCipherKind.TripleDes, 24),
            "1.3.14.3.2.7" => new PaddedCbcCipher(BlockCipherKind.Des, 8),
            _ => throw new UnsupportedProtectionException("cipher"),
        };
        vector = parameters.ReadOctetString();
        return cipher;
    }

    // The version is a code for the effective key size (RFC 8018 appendix B.2.3); without it the size is 32 bits.
    private static PaddedCbcCipher ReadRc2(AsnReader parameters, int? keyLength, out ReadOnlyMemory<byte> vector)
    {
        AsnReader sequence = parameters.ReadSequence();
        int version = sequence.IsNext(Asn1Tag.Integer) ? sequence.ReadCount() : 0;
        vector = sequence.ReadOctetString();
        int bits = version switch
        {
            0 => 32,
            160 => 40,
            120 => 64,
            58 => 128,
            >= 256 and <= 1024 => version,
            _ => throw new UnsupportedProtectionException("effective key size"),
        };
        int size = keyLength ?? bits / 8;
        return size is >= 1 and <= 128 ? new PaddedCbcCipher(BlockCipherKind.Rc2, size, bits) : throw new CmsFormatException("A key of RC2 is too long.");
    }
}
