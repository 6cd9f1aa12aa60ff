using Org.BouncyCastle.Asn1.Ocsp;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Ocsp;

/// <summary>What a verified response says about one certificate.</summary>
internal static class OcspJudge
{
    private const int Revoked = 1;
    private const int Good = 0;

    /// <summary>What is wrong with a response as an answer to a question, signature and time included.</summary>
    public static RevocationUnknownReason Problem(OcspAnswer answer, ParsedCertificate certificate, ParsedCertificate issuer, PathFacts facts, TimeSpan skew)
    {
        RevocationUnknownReason problem = OcspAuthority.Find(answer, issuer, facts).Problem;
        if (problem is not RevocationUnknownReason.None)
        {
            return problem;
        }

        return Find(answer, certificate, issuer) is null ? RevocationUnknownReason.CertificateUnknown : AnswerTime.Problem(answer, facts.At, skew);
    }

    /// <summary>The status; for a response without a problem.</summary>
    public static (RevocationStatus Status, DateTimeOffset? At, RevocationReason? Reason) Read(OcspAnswer answer, ParsedCertificate certificate, ParsedCertificate issuer)
    {
        CertStatus status = Find(answer, certificate, issuer)!.CertStatus;
        if (status.TagNo != Revoked)
        {
            // A responder may forget expired certificates, and then knows nothing against any (RFC 6960 section 4.4.4).
            return (status.TagNo == Good && answer.ThisUpdate <= certificate.NotAfter ? RevocationStatus.Good : RevocationStatus.Unknown, null, null);
        }

        RevokedInfo info = RevokedInfo.GetInstance(status.Status);
        RevocationReason reason = info.RevocationReason is { } code ? Reasons.Read(code.IntValueExact) : RevocationReason.Unspecified;
        return (RevocationStatus.Revoked, OcspAnswer.Instant(info.RevocationTime), reason);
    }

    // Were there two answers about one certificate, the worse would count.
    private static SingleResponse? Find(OcspAnswer answer, ParsedCertificate certificate, ParsedCertificate issuer) =>
        answer.Singles.Where(single => CertificateId.Matches(single.CertId, certificate, issuer)).OrderByDescending(single => single.CertStatus.TagNo == Revoked).FirstOrDefault();
}
