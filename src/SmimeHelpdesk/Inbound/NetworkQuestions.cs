using System.Diagnostics;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// What a verdict needs from outside: issuers that the message left out, then revocation. Asked last, so that only what would be valid
/// otherwise ever causes a request. All questions of one message share one time.
/// </summary>
internal sealed class NetworkQuestions(IRevocationChecker? revocation, IIssuerSource? issuers, SmimePolicy policy)
{
    public async Task<MessageSignature> JudgeAsync(UnwrappedMessage unwrapped, SignatureContext context, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        MessageSignature signature = MessageSignature.Judge(unwrapped, context, new VerificationBudget(policy.Limits));
        if (await FindIssuersAsync(signature.Judged, context, cancellationToken).ConfigureAwait(false) is { Count: > 0 } found)
        {
            context = context with { KnownIssuers = [.. context.KnownIssuers, .. found] };
            signature = MessageSignature.Judge(unwrapped, context, new VerificationBudget(policy.Limits));
        }

        if (revocation is null || !RevocationRules.IsAsked(signature.Judged, policy))
        {
            return signature;
        }

        RevocationRequest request = RevocationRules.Request(signature.Judged!, context) with { TimeSpent = Stopwatch.GetElapsedTime(started) };
        RevocationReport report = await revocation.CheckAsync(request, cancellationToken).ConfigureAwait(false);
        return signature with { Judged = RevocationRules.Apply(signature.Judged!, report, context) };
    }

    private async Task<IReadOnlyList<ParsedCertificate>> FindIssuersAsync(JudgedSignature? judged, SignatureContext context, CancellationToken cancellationToken)
    {
        if (issuers is null || judged is not { Findings.Count: > 0, Path: { } path } || !judged.FailsOnlyBy(SignatureReason.UntrustedIssuer))
        {
            return [];
        }

        var request = new IssuerRequest { Certificate = path.Path[^1].Der, Anchors = context.Anchors, At = context.At, Policy = policy };
        IReadOnlyList<ReadOnlyMemory<byte>> found = await issuers.FindAsync(request, cancellationToken).ConfigureAwait(false);
        return [.. found.Take(policy.Limits.MaximumPathLength).Select(ParsedCertificate.TryParse).OfType<ParsedCertificate>()];
    }
}
