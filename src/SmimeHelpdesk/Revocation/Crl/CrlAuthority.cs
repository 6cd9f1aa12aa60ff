using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>
/// Whether a CRL is signed by who may speak for the certificate: its issuer's key, or another certificate of the CRL issuer's name
/// whose own path leads to the same anchor (RFC 5280 section 6.3.3 (f) and (g)).
/// </summary>
internal static class CrlAuthority
{
    // Whoever adds certificates of the issuer's name to a mail chooses how many there are.
    private const int MaximumCandidates = 4;

    public static AnswerSigner Find(CertificateList crl, ParsedCertificate issuer, PathFacts facts)
    {
        if (!crl.HasOneAlgorithm || !IsAcceptedDigest(crl.Algorithm.Algorithm.Id, facts.Policy))
        {
            return AnswerSigner.Refused(RevocationUnknownReason.SignatureInvalid);
        }

        if (issuer.SubjectName.Key == crl.IssuerName.Key && MaySignCrls(issuer) && Verifies(crl, issuer, facts))
        {
            return AnswerSigner.Issuer;
        }

        ParsedCertificate? other = facts.Known
            .Where(candidate => candidate.SubjectName.Key == crl.IssuerName.Key && candidate.Sha256 != issuer.Sha256 && MaySignCrls(candidate))
            .OrderByDescending(candidate => candidate.Extensions.SubjectKeyIdentifier.Span.SequenceEqual(crl.KeyIdentifier.Span))
            .ThenBy(candidate => candidate.Sha256, StringComparer.Ordinal)
            .Take(MaximumCandidates)
            .FirstOrDefault(candidate => Verifies(crl, candidate, facts));
        return other is null ? AnswerSigner.Refused(RevocationUnknownReason.SignatureInvalid)
            : facts.PathToSameAnchor(other) is { } path ? new AnswerSigner(RevocationUnknownReason.None, path)
            : AnswerSigner.Refused(RevocationUnknownReason.WrongSigner);
    }

    /// <summary>A digest that forgers cannot bend; SHA-1 only where the policy lets signatures have it.</summary>
    public static bool IsAcceptedDigest(string signatureOid, SmimePolicy policy) =>
        DigestAlgorithm.FromSignature(signatureOid)?.Grade is not { } grade || grade is DigestGrade.Good || (grade is DigestGrade.Weak && policy.AllowSha1Signatures);

    private static bool Verifies(CertificateList crl, ParsedCertificate signer, PathFacts facts)
    {
        if (crl.IsKnownToBeSignedBy(signer))
        {
            return true;
        }

        bool isGood = PublicKeySignature.Verify(signer, crl.Algorithm, null, crl.Form.Tbs.Span, crl.Form.Signature.Span, facts.Policy.Limits) is SignatureCheck.Good;
        if (isGood)
        {
            crl.RememberSigner(signer);
        }

        return isGood;
    }

    private static bool MaySignCrls(ParsedCertificate certificate) =>
        certificate.Extensions.KeyUsage is not { } usage || usage.HasFlag(KeyUsageBits.CrlSign);
}
