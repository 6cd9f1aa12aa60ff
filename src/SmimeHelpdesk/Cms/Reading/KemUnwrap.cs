using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Cms.Algorithms;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>ML-KEM recipients (RFC 9629, RFC 9936).</summary>
internal static class KemUnwrap
{
    /// <summary>The content key; null when the private key does not open the entry.</summary>
    public static byte[]? Unwrap(RecipientEntry entry, MailboxPrivateKey key)
    {
        KemFields kem = entry.Kem!;
        int keySize = AesKeyWrap.KeySize(kem.Wrap.Algorithm.Id);
        HashAlgorithmName? hash = KemKdf.Hash(kem.Kdf.Algorithm.Id);

        // RFC 9629 section 3: the stated length must be the wrap's.
        if (key.Pkcs8 is null || hash is null || keySize == 0 || kem.KekLength != keySize
            || PrivateKeyFactory.CreateKey(PrivateKeyInfo.GetInstance(Asn1Object.FromByteArray(key.Pkcs8))) is not MLKemPrivateKeyParameters own)
        {
            return null;
        }

        var decapsulator = new MLKemDecapsulator(own.Parameters);
        decapsulator.Init(own);
        if (kem.Ciphertext.Length != decapsulator.EncapsulationLength)
        {
            return null;
        }

        byte[] secret = new byte[decapsulator.SecretLength];
        decapsulator.Decapsulate(kem.Ciphertext.Span, secret);
        byte[] wrapKey = HKDF.DeriveKey(hash.Value, secret, keySize, null, KemKdf.Info(kem.Wrap, kem.KekLength, entry.UserKeyingMaterial.Span));
        byte[]? contentKey = AesKeyWrap.Unwrap(wrapKey, entry.EncryptedKey.Span);
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(wrapKey);
        return contentKey;
    }
}
