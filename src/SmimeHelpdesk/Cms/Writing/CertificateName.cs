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

    /// <summary>IssuerSerial of the ESS attributes (RFC 5035 section 5).</summary>
    public static IssuerSerial ForEss(ParsedCertificate certificate) =>
        new(new GeneralNames(new GeneralName(certificate.Structure.Issuer)), certificate.Structure.SerialNumber);
}
