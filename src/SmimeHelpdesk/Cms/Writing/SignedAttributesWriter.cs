using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.Ess;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Cms.Reading;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>The signed attributes that RFC 8551 section 2.5 asks of a sender, as a DER SET: sorted, one instance and value each.</summary>
internal static class SignedAttributesWriter
{
    public static byte[] Write(SigningIdentity signer, SignatureScheme scheme, byte[] contentDigest, DateTimeOffset signingTime)
    {
        var digest = new AlgorithmIdentifier(new DerObjectIdentifier(scheme.Digest.Oid));
        List<ReadOnlyMemory<byte>> attributes =
        [
            Attribute(CmsOid.ContentTypeAttribute, new DerObjectIdentifier(CmsOid.Data)),
            Attribute(CmsOid.MessageDigestAttribute, new DerOctetString(contentDigest)),
            Attribute(CmsOid.SigningTimeAttribute, Time(signingTime)),
            Attribute(CmsOid.CapabilitiesAttribute, SmimeCapabilities.Own(signer.EncryptionCertificate)),
            Attribute(CmsOid.SigningCertificateV2Attribute, SigningCertificate(signer)),

            // RFC 6211: nobody can exchange the algorithms that stand outside the signed attributes.
            Attribute(CmsOid.AlgorithmProtectionAttribute, new CmsAlgorithmProtection(digest, CmsAlgorithmProtection.Signature, scheme.Signature)),
        ];
        if (signer.EncryptionCertificate is { } encryption)
        {
            attributes.Add(Attribute(CmsOid.EncryptionKeyPreferenceAttribute, new DerTaggedObject(false, 0, CertificateName.Of(encryption))));
        }

        return DerPart.SetOf(DerTag.Set, attributes).ToArray();
    }

    private static byte[] Attribute(string oid, Asn1Encodable value) =>
        new DerSequence(new DerObjectIdentifier(oid), new DerSet(value)).GetEncoded(Asn1Encodable.Der);

    // RFC 8551 section 2.5.1: UTCTime to 2049, GeneralizedTime from 2050 on, whole seconds.
    private static Asn1Object Time(DateTimeOffset time)
    {
        DateTime utc = time.UtcDateTime;
        var seconds = new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, utc.Second, DateTimeKind.Utc);
        return seconds.Year is >= 1950 and <= 2049 ? new DerUtcTime(seconds, 2049) : new DerGeneralizedTime(seconds);
    }

    // RFC 5035 section 5.4: the certificate itself is signed along, so that no other one of the same key or name can take its place.
    private static SigningCertificateV2 SigningCertificate(SigningIdentity signer)
    {
        byte[] hash = DigestAlgorithm.FromOid("2.16.840.1.101.3.4.2.1")!.Hash(signer.Certificate.Der.Span);
        return new SigningCertificateV2([new EssCertIDv2(hash, CertificateName.ForEss(signer.Certificate))]);
    }
}
