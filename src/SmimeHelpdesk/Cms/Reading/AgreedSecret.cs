using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Cms.Algorithms;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>The secret of one key agreement, ready to be derived from more than once.</summary>
internal sealed class AgreedSecret : IDisposable
{
    private readonly ECDiffieHellman? _own;
    private readonly ECDiffieHellman? _peer;
    private readonly byte[]? _raw;

    private AgreedSecret(byte[]? raw, ECDiffieHellman? own, ECDiffieHellman? peer)
    {
        _raw = raw;
        _own = own;
        _peer = peer;
    }

    /// <summary>Agrees with the sender's key; null when the private key is of another kind.</summary>
    public static AgreedSecret? Agree(MailboxPrivateKey key, ReadOnlySpan<byte> senderKey)
    {
        if (key.Ecdh is { } own)
        {
            ECDiffieHellman peer = EphemeralPoint.Read(own, senderKey);
            return new AgreedSecret(RawSecret(own, peer), own, peer);
        }

        return key.Pkcs8 is { } pkcs8 && X25519Secret(pkcs8, senderKey) is { } secret ? new AgreedSecret(secret, null, null) : null;
    }

    /// <summary>The candidates for the wrap key; senders with HKDF disagree about the salt.</summary>
    public IEnumerable<byte[]> Derive(KeyAgreementScheme scheme, byte[] sharedInfo, byte[] userKeyingMaterial, int length)
    {
        if (!scheme.IsHkdf)
        {
            yield return _raw is not null
                ? X963Kdf.Derive(_raw, scheme.Hash, sharedInfo, length)
                : X963Kdf.Derive(_own!, _peer!.PublicKey, scheme.Hash.Name, sharedInfo, length);
            yield break;
        }

        // RFC 8418 section 2.2 defines HKDF for its own curves alone.
        if (_raw is null || _own is not null)
        {
            yield break;
        }

        yield return HKDF.DeriveKey(scheme.Hash.Name, _raw, length, null, sharedInfo);
        if (userKeyingMaterial.Length > 0)
        {
            yield return HKDF.DeriveKey(scheme.Hash.Name, _raw, length, userKeyingMaterial, sharedInfo);
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_raw);
        _peer?.Dispose();
    }

    // Cheaper, and open to every hash; a key in hardware may keep its secrets to itself, and then derives with those that .NET has.
    private static byte[]? RawSecret(ECDiffieHellman own, ECDiffieHellman peer)
    {
        try
        {
            return own.DeriveRawSecretAgreement(peer.PublicKey);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException or TimeoutException))
        {
            return null;
        }
    }

    private static byte[]? X25519Secret(byte[] pkcs8, ReadOnlySpan<byte> publicKey)
    {
        if (PrivateKeyFactory.CreateKey(PrivateKeyInfo.GetInstance(Asn1Object.FromByteArray(pkcs8))) is not X25519PrivateKeyParameters own
            || publicKey.Length != X25519PublicKeyParameters.KeySize)
        {
            return null;
        }

        var agreement = new X25519Agreement();
        agreement.Init(own);
        byte[] secret = new byte[agreement.AgreementSize];

        // The agreement refuses a public key of small order, whose secret anybody knows (RFC 7748 section 6.1).
        agreement.CalculateAgreement(new X25519PublicKeyParameters(publicKey.ToArray()), secret, 0);
        return secret;
    }
}
