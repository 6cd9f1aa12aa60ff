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
    private bool _isDown;

    /// <summary>What is known of an address; empty when nothing is, or when the cache cannot be reached.</summary>
    public async Task<IReadOnlyList<SignerCertificate>> FindAsync(string? author, CancellationToken cancellationToken)
    {
        if (EmailAddress.Normalize(author) is not { } address)
        {
            return [];
        }

        try
        {
            IReadOnlyList<SignerCertificate> rows = await cache.FindAsync(tenant, address, cancellationToken).ConfigureAwait(false);
            return [.. rows.Where(row => IsGenuine(row, address))];
        }
        catch (Exception exception) when (IsOutage(exception, cancellationToken))
        {
            MarkDown(exception);
            return [];
        }
    }

    public async Task<HarvestResult> StoreAsync(SignerCertificate row, string author, CancellationToken cancellationToken)
    {
        try
        {
            if (!_isDown)
            {
                await cache.StoreAsync(row, cancellationToken).ConfigureAwait(false);
                return new HarvestResult(HarvestStatus.Stored, HarvestReason.None, author, row.Sha256);
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
        _isDown = true;
        StoreEvents.SignerCacheFailed(logger, exception);
    }
}
