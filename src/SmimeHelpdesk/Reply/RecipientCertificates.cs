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
    private TrustAnchors? _anchors;

    /// <summary>The certificate that the inbound message left for its author.</summary>
    public IReadOnlyList<CandidateCertificate> FromMessage()
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
        return [judged with { Facts = judged.Facts with { IsTrusted = context.IsTrusted } }];
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
                CandidateCertificate judged = CandidateCertificate.Judge(certificate, CertificateSource.Cache, key, row.Capabilities, at, policy.Limits);
                judged = judged with { Facts = judged.Facts with { SigningTime = row.SigningTime } };
                found.Add(await WithTrustAsync(judged, certificate, row.Issuers, cancellationToken).ConfigureAwait(false));
            }
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

    // What was trusted when it was learnt is trusted now only if it has a path now.
    private async Task<CandidateCertificate> WithTrustAsync(
        CandidateCertificate judged, ParsedCertificate certificate, IReadOnlyList<ReadOnlyMemory<byte>> chain, CancellationToken cancellationToken)
    {
        CertificateFacts facts = judged.Facts;
        if (facts.Usability is EncryptAvailability.Available)
        {
            _anchors ??= await anchors.GetAsync(context.Tenant, cancellationToken).ConfigureAwait(false);
            ParsedCertificate[] issuers = [.. chain.Take(MaximumRows).Select(parsed.TryParse).OfType<ParsedCertificate>()];
            PathResult path = CertificatePath.Find(certificate, issuers, _anchors, at, policy);
            bool isRevoked = path.Findings.Any(finding => finding.Reason is SignatureReason.CertificateRevoked);
            facts = facts with { IsTrusted = path.IsValid, Usability = isRevoked ? EncryptAvailability.CertificateRevoked : facts.Usability };
        }

        return judged with { Facts = facts };
    }
}
