using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Algorithms;

namespace SmimeHelpdesk.Verification.Pkix;

internal static class CertificateSignature
{
    /// <summary>Whether a certificate's signature verifies with another's key. Nothing else is asked.</summary>
    public static bool IsIssuedBy(ParsedCertificate certificate, ParsedCertificate issuer, SmimeLimits limits) =>
        PublicKeySignature.Verify(issuer, certificate.Structure.SignatureAlgorithm, null, certificate.TbsDer.Span, certificate.Signature.Span, limits) is SignatureCheck.Good;
}
