using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>RSA key transport (RFC 5652 section 6.2.1): PKCS #1 v1.5, which every program reads; OAEP where the recipient names it.</summary>
internal static class KeyTransportRecipient
{
    public static Asn1Encodable Write(RecipientKey recipient, byte[] contentKey, SmimeLimits limits)
    {
        bool isOaep = recipient.Capabilities.NamesOaepWithSha256;
        Require(recipient.Certificate.RsaNumbers, limits);
        byte[] encrypted = recipient.Certificate.OpenRsa.Use(
            (recipient.Certificate, contentKey, padding: isOaep ? RSAEncryptionPadding.OaepSHA256 : RSAEncryptionPadding.Pkcs1),
            static state => RSA.Create(state.Certificate.RsaNumbers.Parameters),
            static (rsa, state) => rsa.Encrypt(state.contentKey, state.padding));
        AlgorithmIdentifier algorithm = isOaep
            ? new AlgorithmIdentifier(PkcsObjectIdentifiers.IdRsaesOaep, SmimeCapabilities.OaepSha256)
            : new AlgorithmIdentifier(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance);
        return new KeyTransRecipientInfo(new RecipientIdentifier(CertificateName.Of(recipient.Certificate)), algorithm, new DerOctetString(encrypted));
    }

    // An exponent of 1 encrypts nothing, and a huge key costs the sender dear.
    private static void Require(RsaNumbers key, SmimeLimits limits)
    {
        bool isSound = key.ModulusBits <= limits.MaximumRsaKeySize && key.ExponentBits > 1 && key.ExponentBits <= limits.MaximumRsaExponentSize && key.IsOdd;
        if (!isSound)
        {
            throw new CmsFormatException("The recipient's RSA key is out of bounds.");
        }
    }
}
