namespace SmimeHelpdesk.Tests.Support;

/// <summary>A cache that remembers nothing, so that one mail cannot help the next.</summary>
internal sealed class ForgetfulCache : ISignerCertificateCache
{
    public Task<IReadOnlyList<SignerCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SignerCertificate>>([]);

    public Task StoreAsync(SignerCertificate certificate, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<int> ForgetAsync(string tenant, string address, CancellationToken cancellationToken) => Task.FromResult(0);

    public Task<IReadOnlyList<string>> ListAddressesAsync(string tenant, string? after, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<int> ForgetTenantAsync(string tenant, CancellationToken cancellationToken) => Task.FromResult(0);
}
