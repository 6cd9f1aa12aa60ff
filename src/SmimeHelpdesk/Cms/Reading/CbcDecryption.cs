using System.Buffers;
using System.Security.Cryptography;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>
/// Decrypts CBC content with PKCS #7 padding (RFC 5652 section 6.3). A candidate key is tried on both ends first: a mail can hold many
/// wrong keys for one large content, and each would cost a whole decryption otherwise.
/// </summary>
internal static class CbcDecryption
{
    private const int Chunk = 128 * 1024;
    private const int SampleLength = 512;

    // Up to this, decrypting everything costs less than setting the cipher up three times.
    private const int LargestAtOnce = 64 * 1024;

    /// <summary>Decrypts into the spool; false when the key is not the content's.</summary>
    /// <param name="cipher">The cipher with the candidate key.</param>
    /// <param name="iv">The IV.</param>
    /// <param name="ciphertext">The encrypted content.</param>
    /// <param name="isPlausible">Whether the plaintext may begin like this.</param>
    /// <param name="spool">Receives the plaintext, and nothing unless the key is accepted.</param>
    public static bool Run(CbcCipher cipher, byte[] iv, ByteSource ciphertext, PlaintextCheck isPlausible, Spool spool)
    {
        if (ciphertext.Length == 0 || ciphertext.Length % cipher.BlockSize != 0 || iv.Length != cipher.BlockSize)
        {
            return false;
        }

        if (cipher.IsFast && !spool.IsFile && ciphertext.Length <= LargestAtOnce && ciphertext.TryGetMemory(out ReadOnlyMemory<byte> memory))
        {
            return RunAtOnce(cipher, iv, memory.Span, isPlausible, spool);
        }

        if (FindLength(cipher, iv, ciphertext) is not { } length || !StartsPlausibly(cipher, iv, ciphertext, length, isPlausible))
        {
            return false;
        }

        DecryptAll(cipher, iv, ciphertext, length, spool);
        return true;
    }

    private static bool RunAtOnce(CbcCipher cipher, byte[] iv, ReadOnlySpan<byte> ciphertext, PlaintextCheck isPlausible, Spool spool)
    {
        Span<byte> plaintext = spool.GetSpan(ciphertext.Length);
        cipher.Decrypt(ciphertext, iv, plaintext);
        int padding = Padding(plaintext[^cipher.BlockSize..]);
        int length = plaintext.Length - padding;
        if (padding == 0 || !isPlausible(plaintext[..Math.Min(length, SampleLength)]))
        {
            CryptographicOperations.ZeroMemory(plaintext);
            return false;
        }

        spool.Advance(length);
        return true;
    }

    // The length of the padding in the last block; 0 when there is none.
    private static int Padding(ReadOnlySpan<byte> block)
    {
        int padding = block[^1];
        return padding >= 1 && padding <= block.Length && !block[^padding..].ContainsAnyExcept((byte)padding) ? padding : 0;
    }

    // The plaintext's length, by the padding in the last block; null when there is none.
    private static long? FindLength(CbcCipher cipher, byte[] iv, ByteSource ciphertext)
    {
        int size = cipher.BlockSize;
        Span<byte> previous = iv.ToArray();
        Span<byte> last = stackalloc byte[size];
        ciphertext.Read(ciphertext.Length - size, last);
        if (ciphertext.Length > size)
        {
            ciphertext.Read(ciphertext.Length - (2 * size), previous);
        }

        Span<byte> plaintext = stackalloc byte[size];
        cipher.Decrypt(last, previous, plaintext);
        int padding = Padding(plaintext);
        CryptographicOperations.ZeroMemory(plaintext);
        return padding > 0 ? ciphertext.Length - padding : null;
    }

    private static bool StartsPlausibly(CbcCipher cipher, byte[] iv, ByteSource ciphertext, long length, PlaintextCheck isPlausible)
    {
        byte[] blocks = new byte[Math.Min(SampleLength, ciphertext.Length)];
        ciphertext.Read(0, blocks);
        byte[] plaintext = new byte[blocks.Length];
        cipher.Decrypt(blocks, iv, plaintext);
        bool plausible = isPlausible(plaintext.AsSpan(0, (int)Math.Min(length, plaintext.Length)));
        CryptographicOperations.ZeroMemory(plaintext);
        return plausible;
    }

    private static void DecryptAll(CbcCipher cipher, byte[] iv, ByteSource ciphertext, long length, Spool spool)
    {
        if (!spool.IsFile && ciphertext.TryGetMemory(out ReadOnlyMemory<byte> memory))
        {
            cipher.Decrypt(memory.Span, iv, spool.GetSpan(memory.Length));
            spool.Advance((int)length);
            return;
        }

        byte[] input = ArrayPool<byte>.Shared.Rent(Chunk);
        byte[] output = ArrayPool<byte>.Shared.Rent(Chunk);
        byte[] previous = [.. iv];
        for (long offset = 0; offset < ciphertext.Length; offset += Chunk)
        {
            Span<byte> blocks = input.AsSpan(0, ciphertext.Read(offset, input.AsSpan(0, Chunk)));
            cipher.Decrypt(blocks, previous, output);
            spool.Write(output.AsSpan(0, (int)Math.Min(blocks.Length, length - offset)));
            blocks[^cipher.BlockSize..].CopyTo(previous);
        }

        ArrayPool<byte>.Shared.Return(input);
        PooledBuffer.Return(output, Chunk);
    }
}

/// <summary>Whether a plaintext may begin with these bytes.</summary>
internal delegate bool PlaintextCheck(ReadOnlySpan<byte> start);
