using System.Security.Cryptography;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>
/// The encryption of PEM itself ("Proc-Type: 4,ENCRYPTED"; RFC 1421 section 4.6.1.3, with OpenSSL's derivation by MD5). Read only:
/// nothing in it slows down guessing.
/// </summary>
internal static class LegacyPemEncryption
{
    /// <summary>Decrypts the body of a block.</summary>
    /// <param name="dekInfo">The value of DEK-Info: cipher, comma, hexadecimal vector.</param>
    /// <param name="ciphertext">The body.</param>
    /// <param name="context">Password and buffers.</param>
    /// <returns>The key's structure; null when the password is wrong.</returns>
    public static ReadOnlyMemory<byte>? Decrypt(string dekInfo, ReadOnlySpan<byte> ciphertext, ImportContext context)
    {
        int comma = dekInfo.IndexOf(',', StringComparison.Ordinal);
        PaddedCbcCipher cipher = Cipher(dekInfo[..Math.Max(comma, 0)].Trim().ToUpperInvariant());
        byte[] vector = Convert.FromHexString(dekInfo[(comma + 1)..].Trim());
        if (vector.Length != cipher.BlockSize)
        {
            throw new CmsFormatException("A vector has the wrong size.");
        }

        foreach (byte[] password in context.Password.ForPkcs5(withinPkcs12: false))
        {
            byte[] key = Derive(password, vector.AsSpan(0, 8), cipher.KeySize, context.Secrets);
            if (cipher.Decrypt(key, vector, ciphertext, context.Secrets) is { } plaintext && IsKey(plaintext))
            {
                return plaintext;
            }
        }

        return null;
    }

    private static PaddedCbcCipher Cipher(string name) => name switch
    {
        "AES-128-CBC" => new PaddedCbcCipher(BlockCipherKind.Aes, 16),
        "AES-192-CBC" => new PaddedCbcCipher(BlockCipherKind.Aes, 24),
        "AES-256-CBC" => new PaddedCbcCipher(BlockCipherKind.Aes, 32),
        "DES-EDE3-CBC" => new PaddedCbcCipher(BlockCipherKind.TripleDes, 24),
        "DES-CBC" => new PaddedCbcCipher(BlockCipherKind.Des, 8),
        "RC2-CBC" => new PaddedCbcCipher(BlockCipherKind.Rc2, 16, 128),
        _ => throw new UnsupportedProtectionException("cipher"),
    };

    private static bool IsKey(ReadOnlyMemory<byte> plaintext) => Structures.Recognize(plaintext)
        is StructureKind.RsaPrivateKey or StructureKind.EllipticCurvePrivateKey or StructureKind.PrivateKeyInfo or StructureKind.DsaPrivateKey;

    // EVP_BytesToKey with one iteration: each digest covers the one before, the password and the salt.
    private static byte[] Derive(byte[] password, ReadOnlySpan<byte> salt, int length, SecretBuffers secrets)
    {
        byte[] derived = secrets.Octets(length);
        byte[] digest = secrets.Octets(16);
        byte[] input = secrets.Octets(digest.Length + password.Length + salt.Length);
        password.CopyTo(input, digest.Length);
        salt.CopyTo(input.AsSpan(digest.Length + password.Length));
        for (int done = 0; done < length; done += digest.Length)
        {
            MD5.HashData(done == 0 ? input.AsSpan(digest.Length) : input, digest);
            digest.CopyTo(input, 0);
            digest.AsSpan(0, Math.Min(digest.Length, length - done)).CopyTo(derived.AsSpan(done));
        }

        return derived;
    }
}
