using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Cms.Algorithms;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>ECDH and X25519 key agreement with AES key wrap (RFC 5753, RFC 8418).</summary>
internal static class KeyAgreementUnwrap
{
    public static IReadOnlyList<byte[]> Unwrap(RecipientEntry entry, MailboxPrivateKey key)
    {
        KeyAgreementScheme? scheme = KeyAgreementScheme.FromOid(entry.Algorithm.Algorithm.Id);
        AlgorithmIdentifier wrap = AlgorithmIdentifier.GetInstance(entry.Algorithm.Parameters);
        int keySize = AesKeyWrap.KeySize(wrap.Algorithm.Id);
        if (scheme is null || keySize == 0 || entry.Originator is not { } originator)
        {
            return [];
        }

        var found = new List<byte[]>();
        foreach (byte[] sharedInfo in SharedInfos(wrap, entry.UserKeyingMaterial.Span, keySize))
        {
            foreach (byte[] wrapKey in WrapKeys(scheme, key, originator, entry, sharedInfo, keySize))
            {
                byte[]? contentKey = AesKeyWrap.Unwrap(wrapKey, entry.EncryptedKey.Span);
                CryptographicOperations.ZeroMemory(wrapKey);
                if (contentKey is not null)
                {
                    found.Add(contentKey);
                    return found;
                }
            }
        }

        return found;
    }

    // RFC 5753 section 7.2 wants the AES wrap without parameters; senders exist that hash NULL, or what they wrote. The wrap's
    // own integrity check makes trying safe.
    private static IEnumerable<byte[]> SharedInfos(AlgorithmIdentifier wrap, ReadOnlySpan<byte> ukm, int keySize)
    {
        byte[] absent = EccSharedInfo.Encode(new AlgorithmIdentifier(wrap.Algorithm), ukm, keySize);
        byte[] withNull = EccSharedInfo.Encode(new AlgorithmIdentifier(wrap.Algorithm, DerNull.Instance), ukm, keySize);
        return [absent, withNull];
    }

    private static IEnumerable<byte[]> WrapKeys(
        KeyAgreementScheme scheme, MailboxPrivateKey key, OriginatorKey originator, RecipientEntry entry, byte[] sharedInfo, int keySize)
    {
        if (key.Ecdh is { } ecdh)
        {
            if (!scheme.IsHkdf)
            {
                using ECDiffieHellman peer = EphemeralKey(ecdh, originator.PublicKey.Span);
                yield return X963Kdf.Derive(ecdh, peer.PublicKey, scheme.Hash, sharedInfo, keySize);
            }

            yield break;
        }

        if (key.Pkcs8 is null)
        {
            yield break;
        }

        byte[] secret = X25519Secret(key.Pkcs8, originator.PublicKey.ToArray());
        if (scheme.IsHkdf)
        {
            yield return HKDF.DeriveKey(scheme.Hash, secret, keySize, null, sharedInfo);
            if (!entry.UserKeyingMaterial.IsEmpty)
            {
                yield return HKDF.DeriveKey(scheme.Hash, secret, keySize, entry.UserKeyingMaterial.ToArray(), sharedInfo);
            }
        }
        else
        {
            yield return X963Kdf.Derive(secret, scheme.Hash, sharedInfo, keySize);
        }

        CryptographicOperations.ZeroMemory(secret);
    }

    // The point is read on the recipient's own curve, never on one that the sender names; .NET checks that it lies there.
    private static ECDiffieHellman EphemeralKey(ECDiffieHellman own, ReadOnlySpan<byte> point)
    {
        int size = (own.KeySize + 7) / 8;
        ECCurve curve = own.ExportParameters(false).Curve;
        if (point.Length == (2 * size) + 1 && point[0] == 4)
        {
            return ECDiffieHellman.Create(new ECParameters
            {
                Curve = curve,
                Q = new ECPoint { X = point.Slice(1, size).ToArray(), Y = point[(1 + size)..].ToArray() },
            });
        }

        // Compressed points (RFC 5480 section 2.2) are rare; expanding one is the sender's curve arithmetic.
        Org.BouncyCastle.Math.EC.ECPoint expanded = Org.BouncyCastle.Asn1.X9.ECNamedCurveTable.GetByOid(new DerObjectIdentifier(curve.Oid.Value)).Curve.DecodePoint(point.ToArray());
        return EphemeralKey(own, expanded.GetEncoded(false));
    }

    private static byte[] X25519Secret(byte[] pkcs8, byte[] publicKey)
    {
        if (PrivateKeyFactory.CreateKey(PrivateKeyInfo.GetInstance(Asn1Object.FromByteArray(pkcs8))) is not X25519PrivateKeyParameters own)
        {
            throw new CmsFormatException("The key is of another kind.");
        }

        var agreement = new X25519Agreement();
        agreement.Init(own);
        byte[] secret = new byte[agreement.AgreementSize];

        // The agreement refuses a public key of small order, whose secret anybody knows (RFC 7748 section 6.1).
        agreement.CalculateAgreement(new X25519PublicKeyParameters(publicKey), secret, 0);
        return secret;
    }
}
