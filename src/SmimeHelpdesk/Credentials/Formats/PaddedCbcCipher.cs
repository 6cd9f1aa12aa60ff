using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace SmimeHelpdesk.Credentials.Formats;

internal enum BlockCipherKind
{
    Aes,
    Des,
    TripleDes,
    Rc2,
}

/// <summary>
/// A block cipher in CBC mode with the padding of PKCS #5. AES by .NET; the old ciphers by BouncyCastle, because operating systems
/// drop them one by one and key files stay.
/// </summary>
/// <param name="Kind">The cipher.</param>
/// <param name="KeySize">The key's size in bytes.</param>
/// <param name="EffectiveBits">RC2's effective key size.</param>
internal sealed record PaddedCbcCipher(BlockCipherKind Kind, int KeySize, int EffectiveBits = 0)
{
    public int BlockSize => Kind == BlockCipherKind.Aes ? 16 : 8;

    /// <summary>Decrypts; null when the result is not padded, which a wrong key nearly always shows by.</summary>
    public ReadOnlyMemory<byte>? Decrypt(byte[] key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> ciphertext, SecretBuffers secrets)
    {
        if (ciphertext.Length == 0 || ciphertext.Length % BlockSize != 0 || vector.Length != BlockSize)
        {
            throw new Cms.CmsFormatException("Encrypted content is not a number of whole blocks.");
        }

        byte[] plaintext = secrets.Octets(ciphertext.Length);
        if (Kind == BlockCipherKind.Aes)
        {
            using Aes aes = Aes.Create();
            aes.Key = key;
            aes.DecryptCbc(ciphertext, vector, plaintext, PaddingMode.None);
        }
        else
        {
            DecryptSoftware(key, vector, ciphertext, plaintext);
        }

        int padding = plaintext[^1];
        bool padded = padding >= 1 && padding <= BlockSize && plaintext.AsSpan(plaintext.Length - padding).IndexOfAnyExcept((byte)padding) < 0;
        return padded ? plaintext.AsMemory(0, plaintext.Length - padding) : null;
    }

    private void DecryptSoftware(byte[] key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        IBlockCipher engine = Kind switch
        {
            BlockCipherKind.Des => new DesEngine(),
            BlockCipherKind.TripleDes => new DesEdeEngine(),
            _ => new RC2Engine(),
        };
        KeyParameter parameter = Kind == BlockCipherKind.Rc2 ? new RC2Parameters(key, EffectiveBits) : new KeyParameter(key);
        var cbc = new CbcBlockCipher(engine);
        cbc.Init(false, new ParametersWithIV(parameter, vector));
        for (int offset = 0; offset < ciphertext.Length; offset += BlockSize)
        {
            cbc.ProcessBlock(ciphertext[offset..], plaintext[offset..]);
        }
    }
}
