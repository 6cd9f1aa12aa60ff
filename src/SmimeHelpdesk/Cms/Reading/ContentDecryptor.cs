using System.Buffers;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Paddings;
using Org.BouncyCastle.Crypto.Parameters;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>Decrypts content with a candidate key. Answers yes or no, and gives no byte of plaintext with a no.</summary>
internal static class ContentDecryptor
{
    private const int Chunk = 128 * 1024;

    /// <summary>The plaintext, or null. The caller disposes the spool.</summary>
    public static Spool? Decrypt(EncryptedContent content, ContentCipher cipher, ReadOnlySpan<byte> key, SmimePolicy policy)
    {
        var spool = new Spool(policy.Spool, content.Ciphertext.Length, policy.Limits.MaximumMessageSize);
        byte[] contentKey = DeriveKey(cipher, key);
        try
        {
            if (IsPossible(content, cipher, contentKey.Length) && Run(content, cipher, contentKey, spool))
            {
                return spool;
            }
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or LimitExceededException))
        {
            // Padding, tag and parameter failures are one failure.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(contentKey);
        }

        spool.Dispose();
        return null;
    }

    private static byte[] DeriveKey(ContentCipher cipher, ReadOnlySpan<byte> key) => cipher.DerivationInfo is { } info
        ? HKDF.DeriveKey(HashAlgorithmName.SHA256, key.ToArray(), key.Length, "The Cryptographic Message Syntax"u8.ToArray(), info.ToArray())
        : key.ToArray();

    private static bool IsPossible(EncryptedContent content, ContentCipher cipher, int keySize)
    {
        if (cipher.KeySize != 0 && keySize != cipher.KeySize)
        {
            return false;
        }

        // RFC 5084 section 3.2: the tag has the stated length, and a short one is within reach of guessing.
        return cipher.TagSize == 0
            ? !content.IsAuthenticated
            : cipher.TagSize is >= 12 and <= 16 && content.Mac.Length == cipher.TagSize;
    }

    private static bool Run(EncryptedContent content, ContentCipher cipher, byte[] key, Spool spool)
    {
        switch (cipher.Mode)
        {
            case Algorithms.CipherMode.AesCbc:
                using (Aes aes = Aes.Create())
                {
                    aes.SetKey(key);
                    RunCbc(aes, cipher.Iv.ToArray(), content.Ciphertext, spool);
                }

                return true;
            case Algorithms.CipherMode.TripleDesCbc:
                using (TripleDES des = TripleDES.Create())
                {
                    des.Key = key;
                    RunCbc(des, cipher.Iv.ToArray(), content.Ciphertext, spool);
                }

                return true;
            case Algorithms.CipherMode.Rc2Cbc:
                RunRc2(cipher, key, content.Ciphertext, spool);
                return true;
            default:
                RunAead(content, cipher, key, spool);
                return true;
        }
    }

    private static void RunCbc(SymmetricAlgorithm algorithm, byte[] iv, ByteSource ciphertext, Spool spool)
    {
        if (!spool.IsFile && ciphertext.TryGetMemory(out ReadOnlyMemory<byte> memory) && memory.Length > 0)
        {
            spool.Advance(algorithm.DecryptCbc(memory.Span, iv, spool.GetSpan(memory.Length)));
            return;
        }

        using ICryptoTransform transform = algorithm.CreateDecryptor(algorithm.Key, iv);
        byte[] input = ArrayPool<byte>.Shared.Rent(Chunk);
        byte[] output = ArrayPool<byte>.Shared.Rent(Chunk + 32);
        try
        {
            RunCbcInPieces(transform, ciphertext, spool, input, output);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input);
            PooledBuffer.Return(output, output.Length);
        }
    }

    private static void RunCbcInPieces(ICryptoTransform transform, ByteSource ciphertext, Spool spool, byte[] input, byte[] output)
    {
        long offset = 0;
        long last = Math.Max(0, ciphertext.Length - Chunk);
        while (offset < last)
        {
            int count = (int)Math.Min(Chunk, (last - offset + 15) / 16 * 16);
            count = ciphertext.Read(offset, input.AsSpan(0, count));
            int written = transform.TransformBlock(input, 0, count, output, 0);
            spool.Write(output.AsSpan(0, written));
            offset += count;
        }

        int rest = ciphertext.Read(offset, input.AsSpan(0, Chunk));
        byte[] end = transform.TransformFinalBlock(input, 0, rest);
        spool.Write(end);
        CryptographicOperations.ZeroMemory(end);
    }

    private static void RunAead(EncryptedContent content, ContentCipher cipher, byte[] key, Spool spool)
    {
        // .NET's ciphers want the whole content in memory and, for GCM, nonces of 12 octets; RFC 5084 section 3.2 allows others.
        if (spool.IsFile || (cipher.Mode is Algorithms.CipherMode.AesGcm && cipher.Iv.Length != 12))
        {
            RunAeadInPieces(content, cipher, key, spool);
            return;
        }

        LimitExceededException.ThrowIfAbove(content.Ciphertext.Length, Array.MaxLength);
        Span<byte> plaintext = spool.GetSpan((int)content.Ciphertext.Length);
        ReadOnlySpan<byte> ciphertext = content.Ciphertext.TryGetMemory(out ReadOnlyMemory<byte> memory)
            ? memory.Span
            : plaintext[..content.Ciphertext.Read(0, plaintext)]; // decrypted where it is
        if (cipher.Mode is Algorithms.CipherMode.ChaCha20Poly1305)
        {
            using var chacha = new System.Security.Cryptography.ChaCha20Poly1305(key);
            chacha.Decrypt(cipher.Iv.Span, ciphertext, content.Mac.Span, plaintext, content.AuthenticatedAttributes.Span);
        }
        else
        {
            using var gcm = new AesGcm(key, cipher.TagSize);
            gcm.Decrypt(cipher.Iv.Span, ciphertext, content.Mac.Span, plaintext, content.AuthenticatedAttributes.Span);
        }

        spool.Advance(ciphertext.Length);
    }

    // What is written before the tag is checked stays in the spool, which is thrown away when the check fails (RFC 5083 section 2).
    private static void RunAeadInPieces(EncryptedContent content, ContentCipher cipher, byte[] key, Spool spool)
    {
        IAeadCipher engine = cipher.Mode is Algorithms.CipherMode.ChaCha20Poly1305
            ? new Org.BouncyCastle.Crypto.Modes.ChaCha20Poly1305()
            : new GcmBlockCipher(Org.BouncyCastle.Crypto.AesUtilities.CreateEngine());
        engine.Init(false, new AeadParameters(new KeyParameter(key), cipher.TagSize * 8, cipher.Iv.ToArray(), content.AuthenticatedAttributes.ToArray()));
        byte[] input = new byte[Chunk];
        byte[] output = new byte[engine.GetUpdateOutputSize(Chunk) + 64];
        try
        {
            long offset = 0;
            for (int read; (read = content.Ciphertext.Read(offset, input)) > 0; offset += read)
            {
                spool.Write(output.AsSpan(0, engine.ProcessBytes(input.AsSpan(0, read), output)));
            }

            spool.Write(output.AsSpan(0, engine.ProcessBytes(content.Mac.Span, output)));
            spool.Write(output.AsSpan(0, engine.DoFinal(output)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(output);
        }
    }

    private static void RunRc2(ContentCipher cipher, byte[] key, ByteSource ciphertext, Spool spool)
    {
        var engine = new PaddedBufferedBlockCipher(new CbcBlockCipher(new RC2Engine()), new Pkcs7Padding());
        engine.Init(false, new ParametersWithIV(new RC2Parameters(key, cipher.EffectiveBits), cipher.Iv.ToArray()));
        byte[] input = ciphertext.ToMemory(Array.MaxLength).ToArray();
        byte[] output = engine.DoFinal(input);
        spool.Write(output);
        CryptographicOperations.ZeroMemory(output);
    }
}
