using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms.Algorithms;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>ECDH and X25519 key agreement with AES key wrap (RFC 5753, RFC 8418).</summary>
internal static class KeyAgreementUnwrap
{
    /// <summary>The content key; null when the private key does not open the entry.</summary>
    public static byte[]? Unwrap(RecipientEntry entry, MailboxPrivateKey key)
    {
        KeyAgreementScheme? scheme = KeyAgreementScheme.FromOid(entry.Algorithm.Algorithm.Id);
        AlgorithmIdentifier wrap = AlgorithmIdentifier.GetInstance(entry.Algorithm.Parameters);
        int keySize = AesKeyWrap.KeySize(wrap.Algorithm.Id);
        if (scheme is null || keySize == 0 || entry.Originator is not { } originator)
        {
            return null;
        }

        using AgreedSecret? secret = AgreedSecret.Agree(key, originator.PublicKey.Span);
        byte[] ukm = entry.UserKeyingMaterial.ToArray();
        return secret is null ? null : SharedInfos(wrap, ukm, keySize)
            .SelectMany(sharedInfo => secret.Derive(scheme, sharedInfo, ukm, keySize))
            .Select(wrapKey => UnwrapOnce(wrapKey, entry.EncryptedKey.Span))
            .FirstOrDefault(contentKey => contentKey is not null);
    }

    // RFC 5753 section 7.2 wants the AES wrap without parameters; senders exist that hash NULL. The wrap's own integrity check makes
    // trying safe.
    private static IEnumerable<byte[]> SharedInfos(AlgorithmIdentifier wrap, byte[] ukm, int keySize)
    {
        yield return EccSharedInfo.Encode(new AlgorithmIdentifier(wrap.Algorithm), ukm, keySize);
        yield return EccSharedInfo.Encode(new AlgorithmIdentifier(wrap.Algorithm, DerNull.Instance), ukm, keySize);
    }

    private static byte[]? UnwrapOnce(byte[] wrapKey, ReadOnlySpan<byte> encryptedKey)
    {
        byte[]? contentKey = AesKeyWrap.Unwrap(wrapKey, encryptedKey);
        CryptographicOperations.ZeroMemory(wrapKey);
        return contentKey;
    }
}
