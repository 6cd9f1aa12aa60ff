using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Reply;

/// <summary>
/// Asks whether the certificates that would be encrypted to are revoked: those that the rules have chosen, and the next choice when
/// one is.
/// </summary>
internal sealed class RecipientRevocation(IRevocationChecker checker, RecipientCertificates certificates, SmimePolicy policy, DateTimeOffset at)
{
    // Each round may take as long as the checker's own bound; later choices then count as not answered for.
    private const int MaximumRounds = 3;
    private int _rounds;

    /// <summary>Asks about what was chosen and not asked about yet; false when there was nothing to ask.</summary>
    public async Task<bool> CheckChosenAsync(
        IReadOnlyList<ReplyRecipient> recipients, ReplyAvailability availability, Dictionary<ReplyRecipient, IReadOnlyList<CandidateCertificate>> candidates, CancellationToken cancellationToken)
    {
        List<(ReplyRecipient Recipient, CandidateCertificate Chosen)> open =
            [.. recipients.Zip(availability.Recipients)
                .Select(pair => (pair.First, candidates[pair.First].FirstOrDefault(candidate => candidate.Facts.Sha256 == pair.Second.Sha256 && candidate.Facts.Revocation is null)))
                .Where(pair => pair.Item2 is not null)
                .Select(pair => (pair.First, pair.Item2!))];
        bool isLastRound = _rounds++ >= MaximumRounds;
        RevocationStatus[] answers = await Task.WhenAll(open.Select(question => isLastRound
            ? Task.FromResult(RevocationStatus.Unknown)
            : AskAsync(question.Chosen, cancellationToken))).ConfigureAwait(false);
        foreach (((ReplyRecipient recipient, CandidateCertificate chosen), RevocationStatus answer) in open.Zip(answers))
        {
            candidates[recipient] = [.. candidates[recipient].Select(candidate => candidate == chosen ? candidate with { Facts = candidate.Facts with { Revocation = answer } } : candidate)];
        }

        return open.Count > 0;
    }

    private async Task<RevocationStatus> AskAsync(CandidateCertificate candidate, CancellationToken cancellationToken)
    {
        PathResult path = candidate.Path ?? await certificates.FindPathAsync(candidate.Key!.Certificate, [], cancellationToken).ConfigureAwait(false);
        if (!path.IsValid)
        {
            return RevocationStatus.Unknown;
        }

        RevocationReport report = await checker.CheckAsync(
            new RevocationRequest
            {
                Path = [.. path.Path.Select(certificate => certificate.Der)],
                Anchors = await certificates.AnchorsAsync(cancellationToken).ConfigureAwait(false),
                At = at,
                Policy = policy,
            },
            cancellationToken).ConfigureAwait(false);
        return RevocationRules.Effective(report, at);
    }
}
