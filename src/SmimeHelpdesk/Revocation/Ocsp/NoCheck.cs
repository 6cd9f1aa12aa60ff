using Org.BouncyCastle.Asn1.Ocsp;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Ocsp;

/// <summary>id-pkix-ocsp-nocheck: the issuer vouches for a responder's certificate for all its short life (RFC 6960 section 4.2.2.2.1).</summary>
internal static class NoCheck
{
    public static bool IsIn(ParsedCertificate certificate) =>
        certificate.Structure.TbsCertificate.Extensions?.GetExtension(OcspObjectIdentifiers.PkixOcspNocheck) is not null;
}
