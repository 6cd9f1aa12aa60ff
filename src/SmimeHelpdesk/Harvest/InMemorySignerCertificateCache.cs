namespace SmimeHelpdesk;

/// <summary>A cache in memory, for tests, samples and hosts of one process. Thread-safe; empty after a restart.</summary>
public sealed class InMemorySignerCertificateCache : ISignerCertificateCache
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, Dictionary<string, SignerCertificate>>> _tenants = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SignerCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            IReadOnlyList<SignerCertificate> rows = _tenants.TryGetValue(tenant, out var addresses) && addresses.TryGetValue(address, out var found) ? [.. found.Values] : [];
            return Task.FromResult(rows);
        }
    }

    /// <inheritdoc/>
    public Task StoreAsync(SignerCertificate certificate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            Dictionary<string, SignerCertificate> rows = Rows(certificate.Tenant, certificate.Address);
            rows[certificate.Sha256] = rows.TryGetValue(certificate.Sha256, out SignerCertificate? known)
                ? SignerCertificateMerge.Merge(known, certificate)
                : certificate;
            return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAddressesAsync(string tenant, string? after, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            IEnumerable<string> known = _tenants.TryGetValue(tenant, out var addresses) ? addresses.Keys : [];
            IReadOnlyList<string> page = [.. known.Where(address => string.CompareOrdinal(address, after) > 0).Take(count)];
            return Task.FromResult(page);
        }
    }

    /// <inheritdoc/>
    public Task<int> ForgetAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(_tenants.TryGetValue(tenant, out var addresses) && addresses.Remove(address, out var rows) ? rows.Count : 0);
        }
    }

    /// <inheritdoc/>
    public Task<int> ForgetTenantAsync(string tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(_tenants.Remove(tenant, out var addresses) ? addresses.Values.Sum(rows => rows.Count) : 0);
        }
    }

    private Dictionary<string, SignerCertificate> Rows(string tenant, string address)
    {
        if (!_tenants.TryGetValue(tenant, out var addresses))
        {
            _tenants.Add(tenant, addresses = new(StringComparer.Ordinal));
        }

        if (!addresses.TryGetValue(address, out Dictionary<string, SignerCertificate>? rows))
        {
            addresses.Add(address, rows = new(StringComparer.Ordinal));
        }

        return rows;
    }
}
