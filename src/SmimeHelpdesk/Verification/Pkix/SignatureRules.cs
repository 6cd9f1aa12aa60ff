using Org.BouncyCastle.Asn1.Pkcs;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Algorithms;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>The rules about the signature on a certificate (RFC 5280 section 6.1.3 (a)(1)). Nobody asks for an anchor's own.</summary>
internal static class SignatureRules
{
    private const int SmallestRsaKeySize = 512;

    public static void Check(ParsedCertificate subject, ParsedCertificate issuer, SignatureCheck? check, SmimePolicy policy, PathFindings findings)
    {
        switch (check)
        {
            case SignatureCheck.Good:
                break;
            case SignatureCheck.UnsupportedAlgorithm:
                findings.Add(SignatureReason.UnsupportedAlgorithm, subject, ("algorithm", subject.SignatureAlgorithmOid));
                break;
            case SignatureCheck.KeyOutOfBounds:
                bool isTooSmall = issuer.PublicKey.Bits < SmallestRsaKeySize;
                findings.Add(isTooSmall ? SignatureReason.WeakKey : SignatureReason.LimitExceeded, issuer, ("algorithm", issuer.PublicKey.Name));
                break;
            default:
                findings.Add(SignatureReason.PathInvalid, subject, ("expected", "signature of the issuer"));
                break;
        }

        CheckAlgorithm(subject, policy, findings);
    }

    /// <summary>What is wrong with a certificate's signature whoever made it.</summary>
    public static void CheckAlgorithm(ParsedCertificate subject, SmimePolicy policy, PathFindings findings)
    {
        if (!CertificateSignature.HasOneAlgorithm(subject))
        {
            findings.Add(SignatureReason.PathInvalid, subject, ("expected", "one signature algorithm"));
        }

        switch (Grade(subject))
        {
            case DigestGrade.Weak when policy.AllowSha1Signatures:
                findings.UsesWeakDigest = true;
                break;
            case DigestGrade.Weak or DigestGrade.Broken:
                findings.Add(SignatureReason.WeakDigest, subject, ("algorithm", subject.SignatureAlgorithmOid));
                break;
            default:
                break;
        }
    }

    private static DigestGrade Grade(ParsedCertificate subject) => subject.SignatureAlgorithmOid switch
    {
        // MD2 and MD4 have no implementation here and need none.
        "1.2.840.113549.1.1.2" or "1.2.840.113549.1.1.3" => DigestGrade.Broken,
        "1.2.840.113549.1.1.10" => DigestAlgorithm.FromOid(PssDigest(subject))?.Grade ?? DigestGrade.Good,
        _ => DigestAlgorithm.FromSignature(subject.SignatureAlgorithmOid)?.Grade ?? DigestGrade.Good,
    };

    // Absent parameters mean SHA-1 (RFC 4055 section 3.1).
    private static string? PssDigest(ParsedCertificate subject)
    {
        try
        {
            return RsassaPssParameters.GetInstance(subject.Structure.SignatureAlgorithm.Parameters)?.HashAlgorithm.Algorithm.Id ?? "1.3.14.3.2.26";
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Parameters that cannot be read do not verify either.
            return null;
        }
    }
}
