namespace SmimeHelpdesk.Tests.Reply;

/// <summary>A cache that answers whatever it was told to, to whatever question.</summary>
internal sealed class FixedCache(params SignerCertificate[] rows) : ISignerCertificateCache
{
    public bool IsDown { get; init; }

    public Task<IReadOnlyList<SignerCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken) =>
        IsDown ? throw new IOException("The cache is down.") : Task.FromResult<IReadOnlyList<SignerCertificate>>(rows);

    public Task StoreAsync(SignerCertificate certificate, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> ForgetAsync(string tenant, string address, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListAddressesAsync(string tenant, string? after, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> ForgetTenantAsync(string tenant, CancellationToken cancellationToken) => throw new NotSupportedException();
}
