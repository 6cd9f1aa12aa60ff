using System.Collections.Frozen;
using SmimeHelpdesk.Revocation.Ocsp;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation;

/// <summary>
/// Asks about the certificates that sign answers without being on the path: a responder's, or that of a separate key for CRLs
/// (RFC 6960 section 4.2.2.2.1, RFC 5280 section 6.3.3 (f)).
/// </summary>
internal sealed class AnswerSigners
{
    private const int MaximumDepth = 2;
    private readonly PathFacts _facts;
    private readonly RevocationAnswers _answers;
    private readonly RevocationOptions _options;
    private readonly SuppliedAnswers _host;
    private readonly SuppliedAnswers _message;
    private readonly FrozenSet<string> _underWay;

    public AnswerSigners(PathFacts facts, RevocationAnswers answers, RevocationOptions options, SuppliedAnswers host, SuppliedAnswers message)
        : this(facts, answers, options, host, message, [])
    {
    }

    private AnswerSigners(PathFacts facts, RevocationAnswers answers, RevocationOptions options, SuppliedAnswers host, SuppliedAnswers message, FrozenSet<string> underWay) =>
        (_facts, _answers, _options, _host, _message, _underWay) = (facts, answers, options, host, message, underWay);

    /// <summary>What is wrong with a signer, his own revocation included.</summary>
    public async Task<RevocationUnknownReason> ProblemAsync(AnswerSigner signer, CancellationToken cancellationToken)
    {
        RevocationUnknownReason problem = signer.Problem;
        for (int i = 0; problem is RevocationUnknownReason.None && i + 1 < signer.Path.Count; i++)
        {
            problem = IsAsked(signer.Path[i]) ? await AskAsync(signer.Path[i], signer.Path[i + 1], cancellationToken).ConfigureAwait(false) : problem;
        }

        return problem;
    }

    // Those on the path are asked about anyway. A key that signs the only list of itself would go round in circles: the list then
    // counts for what it says about its own signer.
    private bool IsAsked(ParsedCertificate certificate) =>
        !_facts.IsOnPath(certificate) && !_underWay.Contains(certificate.Sha256) && _underWay.Count < MaximumDepth && !NoCheck.IsIn(certificate);

    private async Task<RevocationUnknownReason> AskAsync(ParsedCertificate certificate, ParsedCertificate issuer, CancellationToken cancellationToken)
    {
        var within = new AnswerSigners(_facts, _answers, _options, _host, _message, [.. _underWay, certificate.Sha256]);
        CertificateRevocation found = await new CertificateCheck(certificate, issuer, _facts, _answers, _options, within)
            .RunAsync(_host, _message, cancellationToken).ConfigureAwait(false);
        return found.Status switch
        {
            RevocationStatus.Revoked => RevocationUnknownReason.SignerRevoked,
            RevocationStatus.Unknown when _facts.Policy.Revocation is RevocationMode.HardFail && found.Unknown is not RevocationUnknownReason.NoSource => RevocationUnknownReason.SignerNotChecked,
            _ => RevocationUnknownReason.None,
        };
    }
}
