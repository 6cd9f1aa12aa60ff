using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Harvest;

/// <summary>
/// The cache, with its answers checked: a database may compare with another collation than asked, and may be down. A mail must
/// reach its ticket all the same.
/// </summary>
internal sealed class CustomerMemory(ISignerCertificateCache cache, CertificateMemo certificates, string tenant, ILogger? logger)
{
    /// <summary>Whether the cache could not be reached.</summary>
    public bool IsDown { get; private set; }

    /// <summary>What is known of an address; empty when nothing is, or when the cache cannot be reached.</summary>
    public async Task<KnownSigners> FindAsync(string? author, CancellationToken cancellationToken)
    {
        if (EmailAddress.Normalize(author) is not { } address)
        {
            return KnownSigners.None;
        }

        try
        {
            IReadOnlyList<SignerCertificate> rows = await cache.FindAsync(tenant, address, cancellationToken).ConfigureAwait(false);
            return new KnownSigners([.. rows.Where(row => IsGenuine(row, address))], certificates);
        }
        catch (Exception exception) when (IsOutage(exception, cancellationToken))
        {
            MarkDown(exception);
            return KnownSigners.None;
        }
    }

    /// <summary>Stores rows of one message; the last is the one to encrypt with. A repetition changes nothing.</summary>
    public async Task<HarvestResult> StoreAsync(IReadOnlyList<SignerCertificate> rows, string author, CancellationToken cancellationToken)
    {
        try
        {
            if (!IsDown)
            {
                foreach (SignerCertificate row in rows)
                {
                    await cache.StoreAsync(row, cancellationToken).ConfigureAwait(false);
                }

                return new HarvestResult(HarvestStatus.Stored, HarvestReason.None, author, rows[^1].Sha256);
            }
        }
        catch (Exception exception) when (IsOutage(exception, cancellationToken))
        {
            MarkDown(exception);
        }

        return new HarvestResult(HarvestStatus.Deferred, HarvestReason.CacheUnavailable, null, null);
    }

    private bool IsGenuine(SignerCertificate row, string address)
    {
        bool genuine = row.Tenant == tenant && row.Address == address
            && certificates.TryParse(row.Certificate) is { } certificate && certificate.Sha256 == row.Sha256 && certificate.HasAddress(address);
        if (!genuine)
        {
            StoreEvents.SignerRejected(logger, row);
        }

        return genuine;
    }

    private static bool IsOutage(Exception exception, CancellationToken cancellationToken) =>
        exception is not OutOfMemoryException && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private void MarkDown(Exception exception)
    {
        IsDown = true;
        StoreEvents.SignerCacheFailed(logger, exception);
    }
}
