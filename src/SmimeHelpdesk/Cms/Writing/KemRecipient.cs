using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>ML-KEM (RFC 9629 section 3, RFC 9936 section 2).</summary>
internal static class KemRecipient
{
    private static readonly DerObjectIdentifier KemRecipientInfo = new("1.2.840.113549.1.9.16.13.3");
    private static readonly DerObjectIdentifier HkdfSha256 = new("1.2.840.113549.1.9.16.3.28");

    public static Asn1Encodable Write(ParsedCertificate recipient, byte[] contentKey)
    {
        SubjectPublicKeyInfo info = recipient.Structure.SubjectPublicKeyInfo;
        if (PublicKeyFactory.CreateKey(info) is not MLKemPublicKeyParameters key)
        {
            throw new CmsFormatException("The recipient's key is of another kind.");
        }

        var encapsulator = new MLKemEncapsulator(key.Parameters);
        encapsulator.Init(new ParametersWithRandom(key, new SecureRandom()));
        byte[] ciphertext = new byte[encapsulator.EncapsulationLength];
        byte[] secret = new byte[encapsulator.SecretLength];
        encapsulator.Encapsulate(ciphertext, secret);

        // RFC 9936 section 2: AES-128 key wrap with ML-KEM-512, AES-256 with the larger ones.
        int kekLength = info.Algorithm.Algorithm.Equals(NistObjectIdentifiers.id_alg_ml_kem_512) ? 16 : 32;
        AlgorithmIdentifier wrap = KeyAgreementRecipient.Wrap(kekLength);
        byte[] wrapKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, kekLength, null, KemKdf.Info(wrap, kekLength, []));
        byte[] wrapped = AesKeyWrap.Wrap(wrapKey, contentKey);
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(wrapKey);
        var fields = new DerSequence(
            DerInteger.Zero,
            CertificateName.Of(recipient),
            new AlgorithmIdentifier(info.Algorithm.Algorithm),
            new DerOctetString(ciphertext),
            new AlgorithmIdentifier(HkdfSha256),
            DerInteger.ValueOf(kekLength),
            wrap,
            new DerOctetString(wrapped));
        return new DerTaggedObject(false, 4, new DerSequence(KemRecipientInfo, fields));
    }
}
