using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Revocation.Crl;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Ocsp;

/// <summary>
/// Whether a response is signed by who may speak for the certificate: the issuer itself, or a responder whom the issuer's own key has
/// certified for this (RFC 6960 section 4.2.2.2).
/// </summary>
internal static class OcspAuthority
{
    private const string OcspSigning = "1.3.6.1.5.5.7.3.9";

    public static AnswerSigner Find(OcspAnswer answer, ParsedCertificate issuer, PathFacts facts)
    {
        if (answer.IsError)
        {
            return AnswerSigner.Refused(RevocationUnknownReason.ResponderError);
        }

        if (answer.HasUnknownCritical)
        {
            return AnswerSigner.Refused(RevocationUnknownReason.UnknownCriticalExtension);
        }

        if (!CrlAuthority.IsAcceptedDigest(answer.Algorithm!.Algorithm.Id, facts.Policy))
        {
            return AnswerSigner.Refused(RevocationUnknownReason.SignatureInvalid);
        }

        if (answer.IsBy(issuer) && Verifies(answer, issuer, facts))
        {
            return AnswerSigner.Issuer;
        }

        return answer.Certificates.FirstOrDefault(certificate => answer.IsBy(certificate) && Verifies(answer, certificate, facts)) is { } responder
            ? new AnswerSigner(ResponderProblem(responder, issuer, facts), [responder, issuer])
            : AnswerSigner.Refused(RevocationUnknownReason.SignatureInvalid);
    }

    private static RevocationUnknownReason ResponderProblem(ParsedCertificate responder, ParsedCertificate issuer, PathFacts facts)
    {
        if (responder.IssuerName.Key != issuer.SubjectName.Key || !CertificateSignature.IsIssuedBy(responder, issuer, facts.Policy.Limits))
        {
            return RevocationUnknownReason.WrongSigner;
        }

        // anyExtendedKeyUsage does not do: then every certificate of the issuer without limits could answer.
        bool isAuthorized = responder.Extensions.ExtendedKeyUsage?.Contains(OcspSigning) is true
            && responder.Extensions.UnknownCritical is []
            && responder.IsValidAt(facts.At)
            && (responder.Extensions.KeyUsage is not { } usage || (usage & (KeyUsageBits.DigitalSignature | KeyUsageBits.NonRepudiation)) != 0);
        return isAuthorized ? RevocationUnknownReason.None : RevocationUnknownReason.ResponderNotAuthorized;
    }

    private static bool Verifies(OcspAnswer answer, ParsedCertificate signer, PathFacts facts) =>
        PublicKeySignature.Verify(signer, answer.Algorithm!, null, answer.Tbs.Span, answer.Signature.Span, facts.Policy.Limits) is SignatureCheck.Good;
}
