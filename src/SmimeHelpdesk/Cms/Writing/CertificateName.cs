using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Writing;

internal static class CertificateName
{
    /// <summary>IssuerAndSerialNumber, the one way of naming a certificate that every program reads.</summary>
    public static IssuerAndSerialNumber Of(ParsedCertificate certificate) =>
        new(certificate.Structure.Issuer, certificate.Structure.SerialNumber);
}
