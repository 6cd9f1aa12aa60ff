using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>RSA key transport (RFC 5652 section 6.2.1): PKCS #1 v1.5, which every program reads; OAEP where the recipient names it.</summary>
internal static class KeyTransportRecipient
{
    public static Asn1Encodable Write(RecipientKey recipient, byte[] contentKey, SmimeLimits limits)
    {
        SubjectPublicKeyInfo info = recipient.Certificate.Structure.SubjectPublicKeyInfo;
        bool isOaep = recipient.Capabilities.NamesOaepWithSha256;
        using RSA rsa = RSA.Create(ReadKey(info, limits));
        byte[] encrypted = rsa.Encrypt(contentKey, isOaep ? RSAEncryptionPadding.OaepSHA256 : RSAEncryptionPadding.Pkcs1);
        AlgorithmIdentifier algorithm = isOaep
            ? new AlgorithmIdentifier(PkcsObjectIdentifiers.IdRsaesOaep, SmimeCapabilities.OaepSha256)
            : new AlgorithmIdentifier(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance);
        return new KeyTransRecipientInfo(new RecipientIdentifier(CertificateName.Of(recipient.Certificate)), algorithm, new DerOctetString(encrypted));
    }

    // An exponent of 1 encrypts nothing, and a huge key costs the sender dear.
    private static RSAParameters ReadKey(SubjectPublicKeyInfo info, SmimeLimits limits)
    {
        RsaPublicKeyStructure key = RsaPublicKeyStructure.GetInstance(info.ParsePublicKey());
        bool isSound = key.Modulus.BitLength <= limits.MaximumRsaKeySize && key.Modulus.TestBit(0)
            && key.PublicExponent.BitLength is > 1 && key.PublicExponent.BitLength <= limits.MaximumRsaExponentSize && key.PublicExponent.TestBit(0);
        return isSound
            ? new RSAParameters { Modulus = key.Modulus.ToByteArrayUnsigned(), Exponent = key.PublicExponent.ToByteArrayUnsigned() }
            : throw new CmsFormatException("The recipient's RSA key is out of bounds.");
    }
}
