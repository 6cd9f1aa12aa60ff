using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>
/// Ephemeral-static key agreement (RFC 5753 section 3.1, RFC 8418) with the key derivation and key wrap that every program knows:
/// SHA-256, and AES of the content key's strength without parameters.
/// </summary>
internal static class KeyAgreementRecipient
{
    private const int UserKeyingMaterialLength = 64;
    private static readonly DerObjectIdentifier EcdhSha256Kdf = new("1.3.132.1.11.1");
    private static readonly DerObjectIdentifier X25519HkdfSha256 = new("1.2.840.113549.1.9.16.3.19");

    public static Asn1Encodable WriteEcdh(ParsedCertificate recipient, byte[] contentKey)
    {
        AlgorithmIdentifier wrap = Wrap(contentKey.Length);

        // RFC 5753 section 3.1.1: originators SHOULD include it. Recipients that take it for granted derive another key without.
        byte[] ukm = RandomNumberGenerator.GetBytes(UserKeyingMaterialLength);
        (byte[] originator, byte[] wrapKey) = recipient.OpenEcdh.Use(
            (recipient, sharedInfo: EccSharedInfo.Encode(wrap, ukm, contentKey.Length), contentKey.Length),
            static state => Open(state.recipient),
            static (own, state) => Agree(own, state.sharedInfo, state.Length));
        return Write(recipient, new AlgorithmIdentifier(X9ObjectIdentifiers.IdECPublicKey), originator, ukm, new AlgorithmIdentifier(EcdhSha256Kdf, wrap), wrapKey, contentKey);
    }

    public static Asn1Encodable WriteX25519(ParsedCertificate recipient, byte[] contentKey)
    {
        var ephemeral = new X25519PrivateKeyParameters(new SecureRandom());
        var agreement = new X25519Agreement();
        agreement.Init(ephemeral);
        byte[] secret = new byte[agreement.AgreementSize];

        // The agreement refuses a public key of small order, whose secret anybody knows (RFC 7748 section 6.1).
        agreement.CalculateAgreement(new X25519PublicKeyParameters(recipient.PublicKeyOctets.ToArray()), secret, 0);
        AlgorithmIdentifier wrap = Wrap(contentKey.Length);
        byte[] sharedInfo = EccSharedInfo.Encode(wrap, [], contentKey.Length);
        byte[] wrapKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, contentKey.Length, null, sharedInfo);
        CryptographicOperations.ZeroMemory(secret);
        return Write(recipient, new AlgorithmIdentifier(EdECObjectIdentifiers.id_X25519), ephemeral.GeneratePublicKey().GetEncoded(), [], new AlgorithmIdentifier(X25519HkdfSha256, wrap), wrapKey, contentKey);
    }

    /// <summary>The key wrap of the content key's own strength (RFC 8551 section 2.3).</summary>
    public static AlgorithmIdentifier Wrap(int keySize) =>
        new(keySize == 16 ? NistObjectIdentifiers.IdAes128Wrap : NistObjectIdentifiers.IdAes256Wrap);

    private static (byte[] Originator, byte[] WrapKey) Agree(ECDiffieHellman own, byte[] sharedInfo, int length)
    {
        using ECDiffieHellman ephemeral = ECDiffieHellman.Create(own.ExportParameters(false).Curve);
        return (Point(ephemeral), X963Kdf.Derive(ephemeral, own.PublicKey, HashAlgorithmName.SHA256, sharedInfo, length));
    }

    private static ECDiffieHellman Open(ParsedCertificate recipient)
    {
        ECDiffieHellman own = ECDiffieHellman.Create();
        try
        {
            own.ImportSubjectPublicKeyInfo(recipient.SubjectPublicKeyInfo.Span, out _);
            return own;
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    private static DerTaggedObject Write(
        ParsedCertificate recipient, AlgorithmIdentifier originatorAlgorithm, byte[] originatorKey, byte[] ukm, AlgorithmIdentifier agreement, byte[] wrapKey, byte[] contentKey)
    {
        byte[] wrapped = AesKeyWrap.Wrap(wrapKey, contentKey);
        CryptographicOperations.ZeroMemory(wrapKey);
        var originator = new DerTaggedObject(false, 1, new DerSequence(originatorAlgorithm, new DerBitString(originatorKey)));
        var fields = new Asn1EncodableVector { DerInteger.ValueOf(3), new DerTaggedObject(true, 0, originator) };
        if (ukm.Length > 0)
        {
            fields.Add(new DerTaggedObject(true, 1, new DerOctetString(ukm)));
        }

        fields.Add(agreement, new DerSequence(new DerSequence(CertificateName.Of(recipient), new DerOctetString(wrapped))));
        return new DerTaggedObject(false, 1, new DerSequence(fields));
    }

    // Uncompressed (RFC 5480 section 2.2), both coordinates in the field's full length.
    private static byte[] Point(ECDiffieHellman key)
    {
        ECPoint point = key.ExportParameters(false).Q;
        return [4, .. point.X!, .. point.Y!];
    }
}
