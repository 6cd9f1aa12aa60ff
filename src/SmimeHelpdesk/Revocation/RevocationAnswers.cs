using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Revocation.Crl;
using SmimeHelpdesk.Revocation.Fetching;
using SmimeHelpdesk.Revocation.Issuers;
using SmimeHelpdesk.Revocation.Ocsp;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation;

/// <summary>Puts the questions about one path to the servers that its certificates name.</summary>
internal sealed class RevocationAnswers(AnswerSource source, RevocationOptions options, FetchBudget budget)
{
    private const string Prefix = "smimehelpdesk.revocation.1.";

    public Task<Obtained<OcspAnswer>> OcspAsync(Uri responder, ParsedCertificate certificate, ParsedCertificate issuer, PathFacts facts, CancellationToken cancellationToken)
    {
        var request = new OcspRequest(certificate, issuer, options.UseNonce);
        return source.ObtainAsync(
            new AnswerQuestion<OcspAnswer>
            {
                Key = Prefix + "ocsp." + Digest(responder) + "." + request.Key,
                Kind = FetchKind.Ocsp,
                Fetch = new FetchQuestion(responder, request.Encode(), options.MaximumResponseSize, budget),
                Read = OcspAnswer.Read,
                Problem = answer => OcspJudge.Problem(answer, certificate, issuer, facts, options.ClockSkew),
                ProblemWhenNew = request.NonceProblem,
            },
            facts.At,
            cancellationToken);
    }

    public Task<Obtained<CertificateList>> CrlAsync(Uri location, ParsedCertificate issuer, PathFacts facts, CancellationToken cancellationToken) =>
        source.ObtainAsync(
            new AnswerQuestion<CertificateList>
            {
                Key = Prefix + "crl." + Digest(location),
                Kind = FetchKind.Crl,
                Fetch = new FetchQuestion(location, null, options.MaximumCrlSize, budget),
                Read = CertificateList.Read,
                Problem = crl => CrlJudge.Problem(crl, issuer, facts, options.ClockSkew),
            },
            facts.At,
            cancellationToken);

    public Task<Obtained<IssuerFile>> IssuerAsync(Uri location, ParsedCertificate subject, SmimePolicy policy, DateTimeOffset at, CancellationToken cancellationToken) =>
        source.ObtainAsync(
            new AnswerQuestion<IssuerFile>
            {
                Key = Prefix + "issuer." + Digest(location),
                Kind = FetchKind.Issuer,
                Fetch = new FetchQuestion(location, null, options.MaximumResponseSize, budget),
                Read = IssuerFile.Read,
                Problem = file => file.Find(subject, at, policy) is null ? RevocationUnknownReason.WrongSigner : RevocationUnknownReason.None,
            },
            at,
            cancellationToken);

    private static string Digest(Uri location) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(location.AbsoluteUri)));
}
