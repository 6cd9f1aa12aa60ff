using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>Decrypts authenticated content (RFC 5084, RFC 8103). Throws when the tag does not hold; the spool is worthless then.</summary>
internal static class AeadDecryption
{
    private const int Chunk = 128 * 1024;

    public static void Run(EncryptedContent content, ContentCipher cipher, byte[] key, Spool spool)
    {
        // .NET's ciphers want the whole content in memory and, for GCM, nonces of 12 octets; RFC 5084 section 3.2 allows others.
        if (spool.IsFile || (cipher.Mode is Algorithms.CipherMode.AesGcm && cipher.Iv.Length != 12))
        {
            RunInPieces(content, cipher, key, spool);
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
    private static void RunInPieces(EncryptedContent content, ContentCipher cipher, byte[] key, Spool spool)
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
}
