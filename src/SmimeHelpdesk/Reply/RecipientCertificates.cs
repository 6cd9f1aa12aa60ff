using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Reply;

/// <summary>Collects the certificates that a recipient might be encrypted to: from the message, the host, the cache, and where the host looks beyond them.</summary>
internal sealed class RecipientCertificates(
    ReplyContext context,
    ISignerCertificateCache cache,
    IRecipientCertificateSource? source,
    ITrustAnchorProvider anchors,
    SmimePolicy policy,
    CertificateMemo parsed,
    DateTimeOffset at)
{
    // The newest of an address; a path search for each of an endless history would be wasted.
    private const int MaximumRows = 16;
    private readonly Dictionary<string, IReadOnlyList<(SignerCertificate Row, ParsedCertificate Certificate)>> _known = [];
    private TrustAnchors? _anchors;

    /// <summary>The certificate that the inbound message left for its author.</summary>
    public async Task<IReadOnlyList<CandidateCertificate>> FromMessageAsync(CancellationToken cancellationToken)
    {
        if (context.Encrypt is not EncryptAvailability.Available || context.From is not { } author)
        {
            return [];
        }

        if (parsed.TryParse(context.EncryptionCertificate) is not { } certificate)
        {
            return [CandidateCertificate.Unreadable(CertificateSource.Message)];
        }

        CandidateCertificate judged = CandidateCertificate.Judge(certificate, CertificateSource.Message, author, context.Capabilities, at, policy.Limits);
        PathResult path = await FindPathAsync(certificate, context.Issuers, cancellationToken).ConfigureAwait(false);

        // What the host has blocked or pinned since then takes effect at once.
        bool isRefused = path.Findings.Any(finding => finding.Reason is SignatureReason.IssuerBlocked or SignatureReason.IssuerNotPinned);
        EncryptAvailability usability = isRefused && judged.Facts.Usability is EncryptAvailability.Available ? EncryptAvailability.UntrustedIssuer : judged.Facts.Usability;
        return [judged with { Facts = judged.Facts with { IsTrusted = context.IsTrusted, Usability = usability }, Path = path }];
    }

    /// <summary>The certificates for an address that the host vouches for.</summary>
    public IReadOnlyList<CandidateCertificate> FromHost(ReplyRecipients? recipients, string address) =>
        [.. from given in recipients?.Certificates ?? []
            let certificate = parsed.TryParse(given.RawData)
            where certificate is not null && certificate.HasAddress(address)
            select CandidateCertificate.Judge(certificate, CertificateSource.Host, address, default, at, policy.Limits)];

    /// <summary>The certificates that were learnt from earlier messages of an address, the first choice first.</summary>
    public async Task<IReadOnlyList<CandidateCertificate>> FromCacheAsync(string key, CancellationToken cancellationToken)
    {
        IReadOnlyList<(SignerCertificate Row, ParsedCertificate Certificate)> known = await FindAsync(key, cancellationToken).ConfigureAwait(false);

        // Those that only sign are known too; they stand for an address of which nothing better is.
        List<(SignerCertificate Row, ParsedCertificate Certificate)> fitting = [.. known.Where(entry => CertificatePurpose.MayBeEncryptedTo(entry.Certificate))];
        Dictionary<string, ParsedCertificate> certificates = (fitting.Count > 0 ? fitting : known).ToDictionary(entry => entry.Row.Sha256, entry => entry.Certificate);
        var found = new List<CandidateCertificate>();
        foreach (SignerCertificate row in SignerCertificatePreference.Order(known.Select(entry => entry.Row).Where(row => certificates.ContainsKey(row.Sha256))).Take(MaximumRows))
        {
            found.Add(await JudgeRowAsync(row, certificates[row.Sha256], key, cancellationToken).ConfigureAwait(false));
        }

        return found;
    }

    /// <summary>The certificates that the host's source finds for an address, each as strictly judged as a learnt one.</summary>
    public async Task<IReadOnlyList<CandidateCertificate>> FromSourceAsync(string key, CancellationToken cancellationToken)
    {
        IReadOnlyList<RecipientCertificate> rows = source is null ? [] : await source.FindAsync(context.Tenant, key, cancellationToken).ConfigureAwait(false);
        var found = new List<CandidateCertificate>();
        foreach (RecipientCertificate row in rows.Take(MaximumRows))
        {
            if (parsed.TryParse(row.Certificate) is { } certificate && certificate.HasAddress(key))
            {
                CandidateCertificate judged = CandidateCertificate.Judge(certificate, CertificateSource.Source, key, default, at, policy.Limits);
                found.Add(await WithTrustAsync(judged, certificate, row.Issuers, cancellationToken).ConfigureAwait(false));
            }
        }

        return found;
    }

    /// <summary>
    /// Applies what an administrator has decided for an address: blocked certificates, from wherever they come, are of no use; and for
    /// the author a pinned one stands beside the message's own.
    /// </summary>
    public async Task<IReadOnlyList<CandidateCertificate>> DecideAsync(string key, IReadOnlyList<CandidateCertificate> candidates, CancellationToken cancellationToken)
    {
        IReadOnlyList<(SignerCertificate Row, ParsedCertificate Certificate)> known = await FindAsync(key, cancellationToken).ConfigureAwait(false);
        HashSet<string> blocked = BlockedKeys(known);
        List<CandidateCertificate> decided = [.. candidates.Select(candidate => IsBlocked(candidate) ? candidate.Blocked() : candidate)];
        foreach ((SignerCertificate row, ParsedCertificate certificate) in known)
        {
            bool isNew = decided.TrueForAll(candidate => candidate.Facts.Sha256 != row.Sha256);
            if (isNew && row.Decision is not SignerCertificateDecision.None && CertificatePurpose.MayBeEncryptedTo(certificate))
            {
                CandidateCertificate judged = await JudgeRowAsync(row, certificate, key, cancellationToken).ConfigureAwait(false);
                decided.Add(IsBlocked(judged) ? judged.Blocked() : judged);
            }
        }

        return decided;

        bool IsBlocked(CandidateCertificate candidate) => candidate.Key is { } recipient && blocked.Contains(recipient.Certificate.KeySha256);
    }

    /// <summary>Everything known of an address with its judgement: the first choice first, blocked ones last.</summary>
    public async Task<IReadOnlyList<(SignerCertificate Row, CandidateCertificate Candidate)>> ReviewAsync(string key, CancellationToken cancellationToken)
    {
        IReadOnlyList<(SignerCertificate Row, ParsedCertificate Certificate)> known = await FindAsync(key, cancellationToken).ConfigureAwait(false);
        Dictionary<string, ParsedCertificate> certificates = known.ToDictionary(entry => entry.Row.Sha256, entry => entry.Certificate);
        HashSet<string> blocked = BlockedKeys(known);
        IReadOnlyList<SignerCertificate> ordered = SignerCertificatePreference.Order(known.Select(entry => entry.Row));
        var reviewed = new List<(SignerCertificate Row, CandidateCertificate Candidate)>();
        foreach (SignerCertificate row in ordered.Concat(known.Select(entry => entry.Row).Except(ordered)))
        {
            CandidateCertificate judged = await JudgeRowAsync(row, certificates[row.Sha256], key, cancellationToken).ConfigureAwait(false);
            reviewed.Add((row, blocked.Contains(certificates[row.Sha256].KeySha256) ? judged.Blocked() : judged));
        }

        return reviewed;
    }

    private static HashSet<string> BlockedKeys(IEnumerable<(SignerCertificate Row, ParsedCertificate Certificate)> known) =>
        [.. known.Where(entry => entry.Row.Decision is SignerCertificateDecision.Blocked).Select(entry => entry.Certificate.KeySha256)];

    /// <summary>The genuine rows of an address. A database compares as its collation says, and whoever writes to it can move rows: none may hand out another's key.</summary>
    private async Task<IReadOnlyList<(SignerCertificate Row, ParsedCertificate Certificate)>> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(key, out IReadOnlyList<(SignerCertificate Row, ParsedCertificate Certificate)>? known))
        {
            IReadOnlyList<SignerCertificate> rows = await cache.FindAsync(context.Tenant, key, cancellationToken).ConfigureAwait(false);
            known =
            [
                .. from row in rows.DistinctBy(row => row.Sha256)
                   where row.Tenant == context.Tenant && row.Address == key
                   let certificate = parsed.TryParse(row.Certificate)
                   where certificate is not null && certificate.Sha256 == row.Sha256 && certificate.HasAddress(key)
                   select (row, certificate),
            ];
            _known.Add(key, known);
        }

        return known;
    }

    private Task<CandidateCertificate> JudgeRowAsync(SignerCertificate row, ParsedCertificate certificate, string key, CancellationToken cancellationToken)
    {
        CandidateCertificate judged = CandidateCertificate.Judge(certificate, CertificateSource.Cache, key, row.Capabilities, at, policy.Limits);
        judged = judged with { Facts = judged.Facts with { SigningTime = row.SigningTime, IsPinned = row.Decision is SignerCertificateDecision.Pinned } };
        return WithTrustAsync(judged, certificate, row.Issuers, cancellationToken);
    }

    // What was trusted when it was learnt is trusted now only if it has a path now.
    private async Task<CandidateCertificate> WithTrustAsync(
        CandidateCertificate judged, ParsedCertificate certificate, IReadOnlyList<ReadOnlyMemory<byte>> chain, CancellationToken cancellationToken)
    {
        CertificateFacts facts = judged.Facts;
        PathResult? path = null;
        if (facts.Usability is EncryptAvailability.Available)
        {
            path = await FindPathAsync(certificate, chain, cancellationToken).ConfigureAwait(false);
            bool isRevoked = path.Findings.Any(finding => finding.Reason is SignatureReason.CertificateRevoked);
            facts = facts with { IsTrusted = path.IsValid, Usability = isRevoked ? EncryptAvailability.CertificateRevoked : facts.Usability };
        }

        return judged with { Facts = facts, Path = path };
    }

    /// <summary>The path of a certificate to the tenant's anchors as they are now.</summary>
    public async Task<PathResult> FindPathAsync(ParsedCertificate certificate, IEnumerable<ReadOnlyMemory<byte>> issuers, CancellationToken cancellationToken)
    {
        TrustAnchors now = await AnchorsAsync(cancellationToken).ConfigureAwait(false);
        return CertificatePath.Find(certificate, [.. issuers.Take(policy.Limits.MaximumCertificates).Select(parsed.TryParse).OfType<ParsedCertificate>()], now, at, policy);
    }

    /// <summary>The tenant's anchors, the same for the whole reply.</summary>
    public async Task<TrustAnchors> AnchorsAsync(CancellationToken cancellationToken) =>
        _anchors ??= await anchors.GetAsync(context.Tenant, cancellationToken).ConfigureAwait(false);
}
