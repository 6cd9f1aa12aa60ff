using System.Security.Cryptography;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>Decrypts content with a candidate key. Answers yes or no, and gives no byte of plaintext with a no.</summary>
internal static class ContentDecryptor
{
    /// <summary>The plaintext, or null. The caller disposes the spool.</summary>
    /// <param name="content">The encrypted content.</param>
    /// <param name="cipher">Its cipher.</param>
    /// <param name="key">The candidate key.</param>
    /// <param name="isPlausible">Whether unauthenticated plaintext may begin like this.</param>
    /// <param name="policy">The policy.</param>
    public static Spool? Decrypt(EncryptedContent content, ContentCipher cipher, ReadOnlySpan<byte> key, PlaintextCheck isPlausible, SmimePolicy policy)
    {
        if (!IsPossible(content, cipher, key.Length))
        {
            return null;
        }

        var spool = new Spool(policy.Spool, content.Ciphertext.Length, policy.Limits.MaximumMessageSize);
        byte[] contentKey = DeriveKey(cipher, key);
        bool isOpen = false;
        try
        {
            isOpen = Run(content, cipher, contentKey, isPlausible, spool);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or LimitExceededException or IOException))
        {
            // Padding, tag and parameter failures are one failure.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(contentKey);
            if (!isOpen)
            {
                spool.Dispose();
            }
        }

        return isOpen ? spool : null;
    }

    // RFC 9709 section 2: a content key that was unwrapped for one cipher is useless with another.
    private static byte[] DeriveKey(ContentCipher cipher, ReadOnlySpan<byte> key)
    {
        byte[] contentKey = key.ToArray();
        if (cipher.DerivationInfo is { } info)
        {
            HKDF.DeriveKey(HashAlgorithmName.SHA256, key, contentKey, "The Cryptographic Message Syntax"u8, info.Span);
        }

        return contentKey;
    }

    private static bool IsPossible(EncryptedContent content, ContentCipher cipher, int keySize)
    {
        if (keySize == 0 || (cipher.KeySize != 0 && keySize != cipher.KeySize))
        {
            return false;
        }

        // RFC 5084 section 3.2: the tag has the stated length, and a short one is within reach of guessing.
        return cipher.TagSize == 0
            ? !content.IsAuthenticated
            : content.IsAuthenticated && cipher.TagSize is >= 12 and <= 16 && content.Mac.Length == cipher.TagSize;
    }

    private static bool Run(EncryptedContent content, ContentCipher cipher, byte[] key, PlaintextCheck isPlausible, Spool spool)
    {
        if (content.IsAuthenticated)
        {
            AeadDecryption.Run(content, cipher, key, spool);
            return true;
        }

        using CbcCipher cbc = CbcCipher.Create(cipher, key);
        return CbcDecryption.Run(cbc, cipher.Iv.ToArray(), content.Ciphertext, isPlausible, spool);
    }
}
