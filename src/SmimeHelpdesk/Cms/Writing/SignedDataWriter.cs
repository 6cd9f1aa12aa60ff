using System.Formats.Asn1;
using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>Writes a SignedData with one signer (RFC 5652 section 5), inside its ContentInfo.</summary>
internal static class SignedDataWriter
{
    // The mailbox's own key is not hostile, so its size is not bounded as a stranger's.
    private static readonly SmimeLimits OwnKey = SmimeLimits.Default with { MaximumRsaKeySize = 16384 };

    /// <summary>Signs content.</summary>
    /// <param name="content">The bytes to sign; for opaque signing they are written along.</param>
    /// <param name="signer">Who signs.</param>
    /// <param name="isDetached">Whether the content stays outside.</param>
    /// <param name="signingTime">The claimed time.</param>
    /// <exception cref="CmsFormatException">The key does not sign for this certificate.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key failed, say because its module is gone.</exception>
    public static DerPart Sign(IContent content, SigningIdentity signer, bool isDetached, DateTimeOffset signingTime)
    {
        SignatureScheme scheme = SignatureScheme.For(signer.Certificate) ?? throw new CmsFormatException("Signing with this kind of key is not supported.");
        byte[] attributes = SignedAttributesWriter.Write(signer, scheme, scheme.Digest.Hash(content), signingTime);
        byte[] signature = SignChecked(signer, scheme, attributes);

        return ContentInfo(
            CmsOid.SignedData,
            DerPart.Constructed(
                DerTag.Sequence,
                DerPart.From(Head(scheme)),
                Encapsulated(content, isDetached),
                CertificatesWriter.Set(Certificates(signer)),
                DerPart.From(SignerInfos(signer, scheme, attributes, signature))));
    }

    // The version and the digest algorithms.
    private static byte[] Head(SignatureScheme scheme)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER, initialCapacity: 32);
        writer.WriteInteger(1);
        using (writer.PushSetOf())
        {
            writer.WriteAlgorithm(scheme.Digest.Oid);
        }

        return writer.Encode();
    }

    private static byte[] SignerInfos(SigningIdentity signer, SignatureScheme scheme, byte[] attributes, byte[] signature)
    {
        // The attributes are signed under the SET tag and written under [0] IMPLICIT (RFC 5652 section 5.4).
        attributes[0] = DerTag.Context0;
        var writer = new AsnWriter(AsnEncodingRules.DER, initialCapacity: attributes.Length + signature.Length + 512);
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteName(signer.Certificate);
            writer.WriteAlgorithm(scheme.Digest.Oid);
            writer.WriteEncodedValue(attributes);
            writer.WriteEncodedValue(scheme.SignatureDer.Span);
            writer.WriteOctetString(signature);
        }

        return writer.Encode();
    }

    internal static DerPart ContentInfo(string type, DerPart content) => DerPart.Constructed(
        DerTag.Sequence, DerPart.From(new DerObjectIdentifier(type)), DerPart.Constructed(DerTag.Context0, content));

    private static DerPart Encapsulated(IContent content, bool isDetached)
    {
        DerPart type = DerPart.From(new DerObjectIdentifier(CmsOid.Data));
        return isDetached
            ? DerPart.Constructed(DerTag.Sequence, type)
            : DerPart.Constructed(DerTag.Sequence, type, DerPart.Constructed(DerTag.Context0, DerPart.Element(DerTag.OctetString, content.Length, content.WriteTo)));
    }

    private static IEnumerable<ParsedCertificate> Certificates(SigningIdentity signer)
    {
        IEnumerable<ParsedCertificate> own = signer.EncryptionCertificate is { } encryption ? [signer.Certificate, encryption] : [signer.Certificate];
        return own.SelectMany(certificate => CertificatesWriter.WithoutRoot(certificate, signer.Chain));
    }

    // A key that does not belong to the certificate would give a mail that everybody calls forged.
    private static byte[] SignChecked(SigningIdentity signer, SignatureScheme scheme, byte[] attributes)
    {
        if (!scheme.FitsKey(signer.Key))
        {
            throw new CmsFormatException("The private key is of another kind than the certificate's.");
        }

        byte[] signature = scheme.Sign(signer.Key, attributes);
        if (!signer.Key.IsProvenFor(signer.Certificate.Sha256))
        {
            SignatureCheck check = PublicKeySignature.Verify(signer.Certificate, scheme.Signature, scheme.Digest.Oid, attributes, signature, OwnKey);
            if (check is not SignatureCheck.Good)
            {
                throw new CmsFormatException("The private key does not belong to the certificate.");
            }

            signer.Key.MarkProvenFor(signer.Certificate.Sha256);
        }

        return signature;
    }
}
