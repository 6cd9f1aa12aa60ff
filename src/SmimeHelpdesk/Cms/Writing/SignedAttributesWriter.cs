using System.Formats.Asn1;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>The signed attributes that RFC 8551 section 2.5 asks of a sender, as a DER SET: sorted, one instance and value each.</summary>
internal static class SignedAttributesWriter
{
    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0);

    public static byte[] Write(SigningIdentity signer, SignatureScheme scheme, byte[] contentDigest, DateTimeOffset signingTime)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER, initialCapacity: 1024);

        // In DER the writer sorts what a SET OF holds.
        using (writer.PushSetOf())
        {
            Attribute(writer, CmsOid.ContentTypeAttribute, () => writer.WriteObjectIdentifier(CmsOid.Data));
            Attribute(writer, CmsOid.MessageDigestAttribute, () => writer.WriteOctetString(contentDigest));
            Attribute(writer, CmsOid.SigningTimeAttribute, () => WriteTime(writer, signingTime));
            Attribute(writer, CmsOid.CapabilitiesAttribute, () => writer.WriteEncodedValue(SmimeCapabilities.Own(signer.EncryptionCertificate).Span));
            Attribute(writer, CmsOid.SigningCertificateV2Attribute, () => WriteSigningCertificate(writer, signer.Certificate));

            // RFC 6211: nobody can exchange the algorithms that stand outside the signed attributes.
            Attribute(writer, CmsOid.AlgorithmProtectionAttribute, () => WriteAlgorithms(writer, scheme));
            if (signer.EncryptionCertificate is { } encryption)
            {
                Attribute(writer, CmsOid.EncryptionKeyPreferenceAttribute, () => writer.WriteName(encryption, Context0));
            }
        }

        return writer.Encode();
    }

    private static void Attribute(AsnWriter writer, string oid, Action writeValue)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSetOf())
            {
                writeValue();
            }
        }
    }

    // RFC 8551 section 2.5.1: UTCTime to 2049, GeneralizedTime from 2050 on, whole seconds.
    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.UtcDateTime.Year is >= 1950 and <= 2049)
        {
            writer.WriteUtcTime(time, 2049);
        }
        else
        {
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        }
    }

    // RFC 5035 section 5.4: the certificate itself is signed along, so that no other one of the same key or name can take its place.
    // The hash is SHA-256, the default, and so not named.
    private static void WriteSigningCertificate(AsnWriter writer, ParsedCertificate certificate)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(Convert.FromHexString(certificate.Sha256));
            writer.WriteEssName(certificate);
        }
    }

    private static void WriteAlgorithms(AsnWriter writer, SignatureScheme scheme)
    {
        using (writer.PushSequence())
        {
            writer.WriteAlgorithm(scheme.Digest.Oid);

            // The AlgorithmIdentifier's own tag gives way to [1] IMPLICIT.
            byte[] signature = scheme.SignatureDer.ToArray();
            signature[0] = DerTag.Context1;
            writer.WriteEncodedValue(signature);
        }
    }
}
