using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>The ANSI X9.63 key derivation of RFC 5753; also over a key agreement that never shows its raw secret.</summary>
internal static class X963Kdf
{
    /// <summary>Derives key octets from a raw secret.</summary>
    public static byte[] Derive(ReadOnlySpan<byte> secret, DigestAlgorithm hash, ReadOnlySpan<byte> sharedInfo, int length) =>
        Expand(length, Suffixed(secret, sharedInfo), secret.Length, input => hash.Hash(input));

    /// <summary>Derives key octets from an ECDH agreement.</summary>
    public static byte[] Derive(ECDiffieHellman own, ECDiffieHellmanPublicKey peer, HashAlgorithmName hash, ReadOnlySpan<byte> sharedInfo, int length) =>
        Expand(length, Suffixed([], sharedInfo), 0, suffix => own.DeriveKeyFromHash(peer, hash, null, suffix));

    // secret || counter || SharedInfo (SEC 1 section 3.6.1)
    private static byte[] Suffixed(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> sharedInfo)
    {
        byte[] input = new byte[secret.Length + 4 + sharedInfo.Length];
        secret.CopyTo(input);
        sharedInfo.CopyTo(input.AsSpan(secret.Length + 4));
        return input;
    }

    private static byte[] Expand(int length, byte[] input, int counterAt, Func<byte[], byte[]> hash)
    {
        byte[] output = new byte[length];
        int written = 0;
        for (uint counter = 1; written < length; counter++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(input.AsSpan(counterAt), counter);
            byte[] block = hash(input);
            int count = Math.Min(block.Length, length - written);
            block.AsSpan(0, count).CopyTo(output.AsSpan(written));
            CryptographicOperations.ZeroMemory(block);
            written += count;
        }

        CryptographicOperations.ZeroMemory(input);
        return output;
    }
}
