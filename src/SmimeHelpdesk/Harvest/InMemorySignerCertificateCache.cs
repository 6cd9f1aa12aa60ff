using System.Collections.Concurrent;

namespace SmimeHelpdesk;

/// <summary>A cache in memory, for tests, samples and hosts of one process. Thread-safe; empty after a restart.</summary>
public sealed class InMemorySignerCertificateCache : ISignerCertificateCache
{
    private readonly ConcurrentDictionary<(string Tenant, string Address, string Sha256), SignerCertificate> _rows = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<SignerCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<SignerCertificate> found =
            [.. _rows.Where(row => row.Key.Tenant == tenant && row.Key.Address == address).Select(row => row.Value)];
        return Task.FromResult(found);
    }

    /// <inheritdoc/>
    public Task StoreAsync(SignerCertificate certificate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        cancellationToken.ThrowIfCancellationRequested();
        _rows.AddOrUpdate(
            (certificate.Tenant, certificate.Address, certificate.Sha256),
            certificate,
            (_, known) => SignerCertificateMerge.Merge(known, certificate));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> ForgetAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int removed = _rows.Keys.Where(key => key.Tenant == tenant && key.Address == address).Count(key => _rows.TryRemove(key, out _));
        return Task.FromResult(removed);
    }
}
