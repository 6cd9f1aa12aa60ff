namespace SmimeHelpdesk;

/// <summary>A cache in memory, for tests, samples and hosts of one process. Thread-safe; empty after a restart.</summary>
public sealed class InMemorySignerCertificateCache : ISignerCertificateCache
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Tenant, string Address), Dictionary<string, SignerCertificate>> _addresses = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<SignerCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            IReadOnlyList<SignerCertificate> rows = _addresses.TryGetValue((tenant, address), out var found) ? [.. found.Values] : [];
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
            var rows = _addresses.GetValueOrDefault((certificate.Tenant, certificate.Address)) ?? new(StringComparer.Ordinal);
            rows[certificate.Sha256] = rows.TryGetValue(certificate.Sha256, out SignerCertificate? known)
                ? SignerCertificateMerge.Merge(known, certificate)
                : certificate;
            _addresses[(certificate.Tenant, certificate.Address)] = rows;
            return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public Task<int> ForgetAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(_addresses.Remove((tenant, address), out var rows) ? rows.Count : 0);
        }
    }
}
