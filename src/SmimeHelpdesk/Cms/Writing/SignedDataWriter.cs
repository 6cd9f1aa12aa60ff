using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
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
        var digest = new AlgorithmIdentifier(new DerObjectIdentifier(scheme.Digest.Oid));
        byte[] attributes = SignedAttributesWriter.Write(signer, scheme, scheme.Digest.Hash(content), signingTime);
        byte[] signature = SignChecked(signer, scheme, attributes);

        // The attributes are signed under the SET tag and written under [0] IMPLICIT (RFC 5652 section 5.4).
        attributes[0] = DerTag.Context0;
        DerPart signerInfo = DerPart.Constructed(
            DerTag.Sequence,
            DerPart.From(DerInteger.One),
            DerPart.From(CertificateName.Of(signer.Certificate)),
            DerPart.From(digest),
            DerPart.From(attributes),
            DerPart.From(scheme.Signature),
            DerPart.From(new DerOctetString(signature)));
        return ContentInfo(
            CmsOid.SignedData,
            DerPart.Constructed(
                DerTag.Sequence,
                DerPart.From(DerInteger.One),
                DerPart.From(new DerSet(digest)),
                Encapsulated(content, isDetached),
                CertificatesWriter.Set(Certificates(signer)),
                DerPart.Constructed(DerTag.Set, signerInfo)));
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
