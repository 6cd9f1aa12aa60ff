using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Policy;
using SmimeHelpdesk.Reply;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk;

/// <summary>
/// The side door for administrators: which certificates are known of a customer, which one is preferred and why the others are not,
/// and what to decide about them. A decision is stored with its time and survives whatever is learnt meanwhile. Stateless and thread-safe.
/// A cache that fails throws its own exception.
/// </summary>
public sealed class SignerCertificateManager
{
    // Two servers' clocks differ; a decision must win over the one that the administrator saw.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private readonly ISignerCertificateCache _cache;
    private readonly ITrustAnchorProvider _anchors;
    private readonly SmimePolicy _policy;
    private readonly TimeProvider _time;

    /// <summary>Makes a manager.</summary>
    /// <param name="cache">Where customers' certificates are remembered.</param>
    /// <param name="anchors">Whom to trust.</param>
    /// <param name="policy">The policy; null for <see cref="SmimePolicy.Default"/>.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">A value of the policy is out of range.</exception>
    public SignerCertificateManager(ISignerCertificateCache cache, ITrustAnchorProvider anchors, SmimePolicy? policy = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(anchors);
        _cache = cache;
        _anchors = anchors;
        _policy = policy ?? SmimePolicy.Default;
        PolicyBounds.Require(_policy, nameof(policy));
        _time = time ?? TimeProvider.System;
    }

    /// <summary>What is known of a customer.</summary>
    /// <param name="customer">The customer's address, and the tenant of the helpdesk.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>All certificates, the first choice first (<see cref="SignerCertificatePreference"/>), blocked ones last.</returns>
    public async Task<IReadOnlyList<SignerCertificateInfo>> ListAsync(Mailbox customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(customer);
        DateTimeOffset now = _time.GetUtcNow();
        var context = new ReplyContext { MailboxAddress = customer.Address, Tenant = customer.Tenant };
        var certificates = new RecipientCertificates(context, _cache, null, _anchors, _policy, new CertificateMemo(), now);
        IReadOnlyList<(SignerCertificate Row, CandidateCertificate Candidate)> known = await certificates.ReviewAsync(customer.NormalizedAddress, cancellationToken).ConfigureAwait(false);
        var facts = new AvailabilityFacts { At = now, Policy = _policy, Inbound = EncryptAvailability.NotSigned, Credentials = [], Recipients = [] };
        string? preferred = Evaluate([.. known.Select(entry => entry.Candidate.Facts)]).Sha256;
        return
        [
            .. known.Select(entry => new SignerCertificateInfo(
                entry.Row, Verdicts.Describe(entry.Candidate.Key!.Certificate), entry.Row.Sha256 == preferred, Evaluate([entry.Candidate.Facts]).Encrypt)),
        ];

        RecipientAvailability Evaluate(IReadOnlyList<CertificateFacts> candidates) =>
            RecipientChoice.Evaluate(new RecipientFacts(customer.Address, false, candidates), facts);
    }

    /// <summary>Prefers a certificate over every newer one while it is usable; a message signed with another key then carries a caution.</summary>
    /// <param name="customer">The customer's address, and the tenant of the helpdesk.</param>
    /// <param name="sha256">The certificate's SHA-256, lower-case hexadecimal.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the certificate is known.</returns>
    public Task<bool> PinAsync(Mailbox customer, string sha256, CancellationToken cancellationToken) =>
        DecideAsync(customer, sha256, _ => SignerCertificateDecision.Pinned, cancellationToken);

    /// <summary>Takes a pin back.</summary>
    /// <param name="customer">The customer's address, and the tenant of the helpdesk.</param>
    /// <param name="sha256">The certificate's SHA-256, lower-case hexadecimal.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it was pinned.</returns>
    public Task<bool> UnpinAsync(Mailbox customer, string sha256, CancellationToken cancellationToken) =>
        DecideAsync(customer, sha256, known => known is SignerCertificateDecision.Pinned ? SignerCertificateDecision.None : null, cancellationToken);

    /// <summary>Never encrypts to a certificate's key again, learns it again, or calls a signature by it valid.</summary>
    /// <param name="customer">The customer's address, and the tenant of the helpdesk.</param>
    /// <param name="sha256">The certificate's SHA-256, lower-case hexadecimal.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the certificate is known.</returns>
    public Task<bool> BlockAsync(Mailbox customer, string sha256, CancellationToken cancellationToken) =>
        DecideAsync(customer, sha256, _ => SignerCertificateDecision.Blocked, cancellationToken);

    /// <summary>Takes a block back.</summary>
    /// <param name="customer">The customer's address, and the tenant of the helpdesk.</param>
    /// <param name="sha256">The certificate's SHA-256, lower-case hexadecimal.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it was blocked.</returns>
    public Task<bool> UnblockAsync(Mailbox customer, string sha256, CancellationToken cancellationToken) =>
        DecideAsync(customer, sha256, known => known is SignerCertificateDecision.Blocked ? SignerCertificateDecision.None : null, cancellationToken);

    /// <summary>Pins or blocks a certificate that need not be known yet, such as one that a customer has handed over or an untrusted message has shown.</summary>
    /// <param name="customer">The customer's address, and the tenant of the helpdesk.</param>
    /// <param name="certificate">The certificate, DER; it has the customer's address.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the decision is stored.</returns>
    /// <exception cref="ArgumentException">The certificate cannot be read, has another address, or there is no decision.</exception>
    public Task DecideAsync(Mailbox customer, ReadOnlyMemory<byte> certificate, SignerCertificateDecision decision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ParsedCertificate parsed = ParsedCertificate.TryParse(certificate) ?? throw new ArgumentException("The certificate cannot be read.", nameof(certificate));
        if (!parsed.HasAddress(customer.Address))
        {
            throw new ArgumentException("The certificate does not have the customer's address.", nameof(certificate));
        }

        if (decision is not (SignerCertificateDecision.Pinned or SignerCertificateDecision.Blocked))
        {
            throw new ArgumentException("A certificate is pinned or blocked.", nameof(decision));
        }

        DateTimeOffset now = _time.GetUtcNow();
        var row = new SignerCertificate
        {
            Tenant = customer.Tenant,
            Address = customer.NormalizedAddress,
            Sha256 = parsed.Sha256,
            Certificate = parsed.Der,
            SigningCertificate = parsed.Der,
            FirstSeen = now,
            LastSeen = now,
        };
        return StoreAsync(row, decision, cancellationToken);
    }

    /// <summary>Forgets everything about a customer, decisions included: what was blocked can be learnt again.</summary>
    /// <param name="customer">The customer's address, and the tenant of the helpdesk.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many certificates were removed.</returns>
    public Task<int> ForgetAsync(Mailbox customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return _cache.ForgetAsync(customer.Tenant, customer.NormalizedAddress, cancellationToken);
    }

    private async Task<bool> DecideAsync(Mailbox customer, string sha256, Func<SignerCertificateDecision, SignerCertificateDecision?> decide, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        if (await FindAsync(customer, sha256, cancellationToken).ConfigureAwait(false) is not { } row || decide(row.Decision) is not { } decision)
        {
            return false;
        }

        await _cache.StoreAsync(Decided(row, row, decision), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task StoreAsync(SignerCertificate row, SignerCertificateDecision decision, CancellationToken cancellationToken)
    {
        var customer = new Mailbox(row.Address, row.Tenant);
        SignerCertificate? known = await FindAsync(customer, row.Sha256, cancellationToken).ConfigureAwait(false);
        await _cache.StoreAsync(Decided(known ?? row, known, decision), cancellationToken).ConfigureAwait(false);
    }

    private SignerCertificate Decided(SignerCertificate row, SignerCertificate? known, SignerCertificateDecision decision)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return row with { Decision = decision, DecidedAt = known?.DecidedAt >= now ? known.DecidedAt + Step : now };
    }

    private async Task<SignerCertificate?> FindAsync(Mailbox customer, string sha256, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(customer);
        IReadOnlyList<SignerCertificate> rows = await _cache.FindAsync(customer.Tenant, customer.NormalizedAddress, cancellationToken).ConfigureAwait(false);
        return rows.FirstOrDefault(row => row.Tenant == customer.Tenant && row.Address == customer.NormalizedAddress && row.Sha256 == sha256);
    }
}
