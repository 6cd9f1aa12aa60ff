using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>Writes certificates, alone (RFC 8551 section 3.8, RFC 5652 section 5.1) or beside a signature.</summary>
internal static class CertificatesWriter
{
    /// <summary>A SignedData without content and signers.</summary>
    public static DerPart Write(IEnumerable<ParsedCertificate> certificates) => SignedDataWriter.ContentInfo(
        CmsOid.SignedData,
        DerPart.Constructed(
            DerTag.Sequence,
            DerPart.From(DerInteger.One),
            DerPart.Constructed(DerTag.Set),
            DerPart.Constructed(DerTag.Sequence, DerPart.From(new DerObjectIdentifier(CmsOid.Data))),
            Set(certificates),
            DerPart.Constructed(DerTag.Set)));

    /// <summary>The set itself, each certificate once.</summary>
    public static DerPart Set(IEnumerable<ParsedCertificate> certificates) =>
        DerPart.SetOf(DerTag.Context0, certificates.DistinctBy(certificate => certificate.Sha256).Select(certificate => certificate.Der));

    /// <summary>
    /// A certificate with its issuers', the root left out, which a recipient must have from elsewhere, and never trusts from here
    /// (RFC 8550 section 2.3).
    /// </summary>
    public static IEnumerable<ParsedCertificate> WithoutRoot(ParsedCertificate certificate, IEnumerable<ParsedCertificate> chain) =>
        chain.Where(issuer => !issuer.IsSelfIssued).Prepend(certificate);
}
