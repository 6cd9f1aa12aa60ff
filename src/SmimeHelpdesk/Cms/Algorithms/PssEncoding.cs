using System.Numerics;
using System.Security.Cryptography;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>
/// Verifies RSASSA-PSS with any salt length and any pair of hashes (RFC 8017 sections 8.1.2 and 9.1.2), which .NET does not offer.
/// Only public values are computed with. Other engines first test whether a modulus looks like one, which lets a hostile key cost a
/// second.
/// </summary>
internal static class PssEncoding
{
    public static bool Verify(RSAParameters key, ReadOnlySpan<byte> digest, DigestAlgorithm hash, DigestAlgorithm mask, int saltLength, ReadOnlySpan<byte> signature)
    {
        var modulus = new BigInteger(key.Modulus, isUnsigned: true, isBigEndian: true);
        var representative = new BigInteger(signature, isUnsigned: true, isBigEndian: true);
        if (representative >= modulus)
        {
            return false;
        }

        var message = BigInteger.ModPow(representative, new BigInteger(key.Exponent, isUnsigned: true, isBigEndian: true), modulus);
        int encodedBits = (int)modulus.GetBitLength() - 1;
        byte[] encoded = new byte[(encodedBits + 7) / 8];
        byte[] minimal = message.ToByteArray(isUnsigned: true, isBigEndian: true);
        if (minimal.Length > encoded.Length)
        {
            return false;
        }

        minimal.CopyTo(encoded, encoded.Length - minimal.Length);
        return VerifyEncoding(encoded, encodedBits, digest, hash, mask, saltLength);
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
