using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Reply;

/// <summary>Collects the certificates that a recipient might be encrypted to: from the message, the host, and the cache.</summary>
internal sealed class RecipientCertificates(
    ReplyContext context, ISignerCertificateCache cache, ITrustAnchorProvider anchors, SmimePolicy policy, CertificateMemo parsed, DateTimeOffset at)
{
    // The newest of an address; a path search for each of an endless history would be wasted.
    private const int MaximumRows = 16;
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

    /// <summary>The certificates that were learnt from earlier messages of an address.</summary>
    public async Task<IReadOnlyList<CandidateCertificate>> FromCacheAsync(string key, CancellationToken cancellationToken)
    {
        IReadOnlyList<SignerCertificate> rows = await cache.FindAsync(context.Tenant, key, cancellationToken).ConfigureAwait(false);
        var found = new List<CandidateCertificate>();
        foreach (SignerCertificate row in rows.OrderByDescending(row => row.SigningTime ?? DateTimeOffset.MinValue).ThenByDescending(row => row.LastSeen).Take(MaximumRows))
        {
            // A database compares as its collation says, and whoever writes to it can move rows: none may hand out another's key.
            if (row.Tenant == context.Tenant && row.Address == key && parsed.TryParse(row.Certificate) is { } certificate
                && certificate.Sha256 == row.Sha256 && certificate.HasAddress(key))
            {
                found.Add(await JudgeRowAsync(row, certificate, key, cancellationToken).ConfigureAwait(false));
            }
        }

        return found;
    }

    // What was trusted when it was learnt is trusted now only if it has a path now.
    private async Task<CandidateCertificate> JudgeRowAsync(SignerCertificate row, ParsedCertificate certificate, string key, CancellationToken cancellationToken)
    {
        CandidateCertificate judged = CandidateCertificate.Judge(certificate, CertificateSource.Cache, key, row.Capabilities, at, policy.Limits);
        CertificateFacts facts = judged.Facts with { SigningTime = row.SigningTime };
        PathResult? path = null;
        if (facts.Usability is EncryptAvailability.Available)
        {
            path = await FindPathAsync(certificate, row.Issuers, cancellationToken).ConfigureAwait(false);
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
