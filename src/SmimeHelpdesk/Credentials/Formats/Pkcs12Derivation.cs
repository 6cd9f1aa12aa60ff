using System.Security.Cryptography;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>The derivation of PKCS #12 (RFC 7292 appendix B.2), used by its old encryption schemes and its MAC.</summary>
internal static class Pkcs12Derivation
{
    public const byte Key = 1;
    public const byte InitializationVector = 2;
    public const byte Mac = 3;

    /// <summary>Derives as many octets as are asked for.</summary>
    public static byte[] Derive(
        KdfDigest digest, byte purpose, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, int length, ImportContext context)
    {
        context.Budget.Spend(iterations, (length + digest.Size - 1) / digest.Size);
        byte[] derived = context.Secrets.Octets(length);
        byte[] input = context.Secrets.Octets(Padded(salt.Length, digest.BlockSize) + Padded(password.Length, digest.BlockSize));
        Repeat(salt, input.AsSpan(0, Padded(salt.Length, digest.BlockSize)));
        Repeat(password, input.AsSpan(Padded(salt.Length, digest.BlockSize)));
        for (int done = 0; done < length;)
        {
            byte[] block = Block(digest, purpose, input, iterations);
            int taken = Math.Min(block.Length, length - done);
            block.AsSpan(0, taken).CopyTo(derived.AsSpan(done));
            done += taken;
            Advance(input, block, digest.BlockSize);
            CryptographicOperations.ZeroMemory(block);
        }

        return derived;
    }

    private static int Padded(int length, int block) => (length + block - 1) / block * block;

    private static void Repeat(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = source[i % source.Length];
        }
    }

    private static byte[] Block(KdfDigest digest, byte purpose, byte[] input, int iterations)
    {
        byte[] first = new byte[digest.BlockSize + input.Length];
        first.AsSpan(0, digest.BlockSize).Fill(purpose);
        input.CopyTo(first, digest.BlockSize);
        byte[] block = new byte[digest.Size];
        Span<byte> previous = stackalloc byte[digest.Size];
        digest.Hash(first, block);
        for (int i = 1; i < iterations; i++)
        {
            block.CopyTo(previous);
            digest.Hash(previous, block);
        }

        CryptographicOperations.ZeroMemory(first);
        CryptographicOperations.ZeroMemory(previous);
        return block;
    }

    // Each block of the input, as a big-endian number, grows by the derived block (repeated to its size) plus one.
    private static void Advance(byte[] input, byte[] block, int size)
    {
        for (int start = 0; start < input.Length; start += size)
        {
            int carry = 1;
            for (int i = size - 1; i >= 0; i--)
            {
                carry += input[start + i] + block[i % block.Length];
                input[start + i] = (byte)carry;
                carry >>= 8;
            }
        }
    }
}
