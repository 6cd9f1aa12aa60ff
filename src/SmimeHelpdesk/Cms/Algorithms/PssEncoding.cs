using System.Numerics;
using System.Security.Cryptography;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>
/// Verifies RSASSA-PSS with any salt length and any pair of hashes (RFC 8017 sections 8.1.2 and 9.1.2), which .NET does not offer.
/// </summary>
internal static class PssEncoding
{
    public static bool Verify(RSAParameters key, ReadOnlySpan<byte> digest, DigestAlgorithm hash, DigestAlgorithm mask, int saltLength, ReadOnlySpan<byte> signature)
    {
        if (RsaPublicPower.Compute(key, signature) is not { } representative)
        {
            return false;
        }

        // One octet shorter than the modulus when that begins with a single bit.
        int encodedBits = (8 * key.Modulus!.Length) - BitOperations.LeadingZeroCount((uint)key.Modulus[0] << 24) - 1;
        int length = (encodedBits + 7) / 8;
        int surplus = representative.Length - length;
        return !representative.AsSpan(0, surplus).ContainsAnyExcept((byte)0)
            && VerifyEncoding(representative[surplus..], encodedBits, digest, hash, mask, saltLength);
    }

    // EMSA-PSS-VERIFY; the numbers are the steps of section 9.1.2.
    private static bool VerifyEncoding(byte[] encoded, int encodedBits, ReadOnlySpan<byte> digest, DigestAlgorithm hash, DigestAlgorithm mask, int saltLength)
    {
        int blockLength = encoded.Length - hash.Size - 1;
        int unusedBits = (8 * encoded.Length) - encodedBits;
        if (saltLength < 0 || saltLength > blockLength - 1 || encoded[^1] != 0xBC || encoded[0] >> (8 - unusedBits) != 0)
        {
            return false; // 3, 4, 6
        }

        ReadOnlySpan<byte> seed = encoded.AsSpan(blockLength, hash.Size);
        byte[] block = Unmask(encoded.AsSpan(0, blockLength), seed, mask); // 7, 8
        block[0] &= (byte)(0xFF >> unusedBits); // 9
        int padding = blockLength - saltLength - 1;
        if (block.AsSpan(0, padding).ContainsAnyExcept((byte)0) || block[padding] != 0x01)
        {
            return false; // 10
        }

        byte[] prefixed = [.. new byte[8], .. digest, .. block.AsSpan(padding + 1)]; // 11, 12
        return seed.SequenceEqual(hash.Hash(prefixed)); // 13, 14
    }

    // MGF1 (RFC 8017 appendix B.2.1), applied in the same pass.
    private static byte[] Unmask(ReadOnlySpan<byte> masked, ReadOnlySpan<byte> seed, DigestAlgorithm mask)
    {
        byte[] block = masked.ToArray();
        byte[] input = [.. seed, 0, 0, 0, 0];
        for (int offset = 0, counter = 0; offset < block.Length; offset += mask.Size, counter++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(seed.Length), counter);
            byte[] part = mask.Hash(input);
            for (int i = 0; i < part.Length && offset + i < block.Length; i++)
            {
                block[offset + i] ^= part[i];
            }
        }

        return block;
    }
}
