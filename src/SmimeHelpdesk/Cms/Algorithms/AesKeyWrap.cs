using System.Security.Cryptography;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>AES key wrap (RFC 3394).</summary>
internal static class AesKeyWrap
{
    private static ReadOnlySpan<byte> InitialValue => [0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6, 0xA6];

    /// <summary>The key size in bytes of a wrap OID; 0 when it is none.</summary>
    public static int KeySize(string oid) => oid switch
    {
        "2.16.840.1.101.3.4.1.5" => 16,
        "2.16.840.1.101.3.4.1.25" => 24,
        "2.16.840.1.101.3.4.1.45" => 32,
        _ => 0,
    };

    public static byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(content.Length % 8, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(content.Length, 16);
        using Aes aes = Create(key);
        byte[] output = new byte[content.Length + 8];
        InitialValue.CopyTo(output);
        content.CopyTo(output.AsSpan(8));
        Span<byte> block = stackalloc byte[16];
        int n = content.Length / 8;
        for (int round = 0; round < 6; round++)
        {
            for (int i = 1; i <= n; i++)
            {
                output.AsSpan(0, 8).CopyTo(block);
                output.AsSpan(8 * i, 8).CopyTo(block[8..]);
                aes.EncryptEcb(block, block, PaddingMode.None);
                XorCounter(block, (n * round) + i);
                block[..8].CopyTo(output);
                block[8..].CopyTo(output.AsSpan(8 * i));
            }
        }

        CryptographicOperations.ZeroMemory(block);
        return output;
    }

    /// <summary>Unwraps; null when the integrity check fails.</summary>
    public static byte[]? Unwrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length < 24 || wrapped.Length % 8 != 0 || wrapped.Length > 1024)
        {
            return null;
        }

        using Aes aes = Create(key);
        byte[] state = wrapped.ToArray();
        Span<byte> block = stackalloc byte[16];
        int n = (state.Length / 8) - 1;
        for (int round = 5; round >= 0; round--)
        {
            for (int i = n; i >= 1; i--)
            {
                state.AsSpan(0, 8).CopyTo(block);
                state.AsSpan(8 * i, 8).CopyTo(block[8..]);
                XorCounter(block, (n * round) + i);
                aes.DecryptEcb(block, block, PaddingMode.None);
                block[..8].CopyTo(state);
                block[8..].CopyTo(state.AsSpan(8 * i));
            }
        }

        bool good = CryptographicOperations.FixedTimeEquals(state.AsSpan(0, 8), InitialValue);
        byte[]? content = good ? state[8..] : null;
        CryptographicOperations.ZeroMemory(state);
        CryptographicOperations.ZeroMemory(block);
        return content;
    }

    private static Aes Create(ReadOnlySpan<byte> key)
    {
        Aes aes = Aes.Create();
        aes.SetKey(key);
        return aes;
    }

    private static void XorCounter(Span<byte> block, int counter)
    {
        block[7] ^= (byte)counter;
        block[6] ^= (byte)(counter >> 8);
        block[5] ^= (byte)(counter >> 16);
        block[4] ^= (byte)(counter >> 24);
    }
}
