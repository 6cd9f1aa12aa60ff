using System.Diagnostics;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Reply;

/// <summary>
/// Asks whether the certificates that would be encrypted to are revoked: those that the rules have chosen, and the next choice when
/// one is. All questions of one reply share one time, however many recipients it has.
/// </summary>
internal sealed class RecipientRevocation(IRevocationChecker checker, RecipientCertificates certificates, SmimePolicy policy, DateTimeOffset at)
{
    // Later choices count as not answered for: an endless history of revoked certificates must not cause endless questions.
    private const int MaximumRounds = 3;

    // Authorities that hang do not use up the time of the others, and few large CRLs are in memory.
    private const int Parallelism = 8;

    private readonly long _started = Stopwatch.GetTimestamp();
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
        RevocationStatus[] answers = _rounds++ >= MaximumRounds
            ? [.. open.Select(_ => RevocationStatus.Unknown)]
            : await AskAsync([.. open.Select(question => question.Chosen)], cancellationToken).ConfigureAwait(false);
        foreach (((ReplyRecipient recipient, CandidateCertificate chosen), RevocationStatus answer) in open.Zip(answers))
        {
            candidates[recipient] = [.. candidates[recipient].Select(candidate => candidate == chosen ? candidate with { Facts = candidate.Facts with { Revocation = answer } } : candidate)];
        }

        return open.Count > 0;
    }

    private async Task<RevocationStatus[]> AskAsync(IReadOnlyList<CandidateCertificate> chosen, CancellationToken cancellationToken)
    {
        var questions = new List<RevocationRequest?>();
        foreach (CandidateCertificate candidate in chosen)
        {
            questions.Add(await QuestionAsync(candidate, cancellationToken).ConfigureAwait(false));
        }

        using var slots = new SemaphoreSlim(Parallelism);
        return await Task.WhenAll(questions.Select(question => AskAsync(question, slots, cancellationToken))).ConfigureAwait(false);
    }

    // Null where there is no path: nobody is asked about a certificate that no anchor vouches for.
    private async Task<RevocationRequest?> QuestionAsync(CandidateCertificate candidate, CancellationToken cancellationToken)
    {
        PathResult path = candidate.Path ?? await certificates.FindPathAsync(candidate.Key!.Certificate, [], cancellationToken).ConfigureAwait(false);
        return !path.IsValid ? null : new RevocationRequest
        {
            Path = [.. path.Path.Select(certificate => certificate.Der)],
            Anchors = await certificates.AnchorsAsync(cancellationToken).ConfigureAwait(false),
            At = at,
            Policy = policy,
        };
    }

    private async Task<RevocationStatus> AskAsync(RevocationRequest? question, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        if (question is null)
        {
            return RevocationStatus.Unknown;
        }

        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // The time in the queue counts too; when all is spent, what is in memory still answers.
            RevocationReport report = await checker.CheckAsync(question with { TimeSpent = Stopwatch.GetElapsedTime(_started) }, cancellationToken).ConfigureAwait(false);
            return RevocationRules.Effective(report, at);
        }
        finally
        {
            slots.Release();
        }
    }
}
