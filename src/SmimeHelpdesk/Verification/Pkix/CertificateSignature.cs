using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Algorithms;

namespace SmimeHelpdesk.Verification.Pkix;

internal static class CertificateSignature
{
    private const string RsaPss = "1.2.840.113549.1.1.10";

    /// <summary>Whether a certificate's signature verifies with another's key. Nothing else is asked.</summary>
    public static bool IsIssuedBy(ParsedCertificate certificate, ParsedCertificate issuer, SmimeLimits limits) =>
        Check(certificate, issuer, limits) is SignatureCheck.Good;

    public static SignatureCheck Check(ParsedCertificate certificate, ParsedCertificate issuer, SmimeLimits limits)
    {
        if (certificate.IsKnownToBeSignedBy(issuer, limits))
        {
            return SignatureCheck.Good;
        }

        SignatureCheck check = PublicKeySignature.Verify(
            issuer, certificate.Structure.SignatureAlgorithm, null, certificate.TbsDer.Span, certificate.Signature.Span, limits);
        if (check is SignatureCheck.Good)
        {
            certificate.RememberSigner(issuer, limits);
        }

        return check;
    }

    /// <summary>What can be said without arithmetic: the signature is of another kind than the key, or of no known kind; else null.</summary>
    public static SignatureCheck? Foresee(ParsedCertificate certificate, ParsedCertificate issuer)
    {
        if (issuer.PublicKey.Family is KeyFamily.Unknown || Families(certificate.SignatureAlgorithmOid) is not { Length: > 0 } families)
        {
            return SignatureCheck.UnsupportedAlgorithm;
        }

        return families.Contains(issuer.PublicKey.Family) ? null : SignatureCheck.Bad;
    }

    /// <summary>Whether the signed and the unsigned copy of the algorithm agree (RFC 5280 section 4.1.1.2); absent parameters equal NULL.</summary>
    public static bool HasOneAlgorithm(ParsedCertificate certificate)
    {
        AlgorithmIdentifier signed = certificate.Structure.TbsCertificate.Signature;
        AlgorithmIdentifier stated = certificate.Structure.SignatureAlgorithm;
        return signed.Algorithm.Equals(stated.Algorithm)
            && (signed.Parameters ?? DerNull.Instance).ToAsn1Object().Equals((stated.Parameters ?? DerNull.Instance).ToAsn1Object());
    }

    private static KeyFamily[] Families(string oid) => oid switch
    {
        RsaPss => [KeyFamily.Rsa, KeyFamily.RsaPss],
        _ when SignatureFamilies.IsRsaPkcs1(oid) => [KeyFamily.Rsa, KeyFamily.RsaPss],
        _ when SignatureFamilies.IsEcdsa(oid) => [KeyFamily.EllipticCurve],
        "1.3.101.112" => [KeyFamily.Ed25519],
        "1.3.101.113" => [KeyFamily.Ed448],
        "2.16.840.1.101.3.4.3.17" or "2.16.840.1.101.3.4.3.18" or "2.16.840.1.101.3.4.3.19" => [KeyFamily.MlDsa],
        _ => [],
    };
}
