namespace SmimeHelpdesk.Tests.Diagnostics.Canary;

/// <summary>A cache of customers' certificates that can be down, or hand out another's rows.</summary>
internal sealed class CanaryCache : ISignerCertificateCache
{
    private readonly InMemorySignerCertificateCache _rows = new();

    public bool IsDown { get; set; }

    public Func<SignerCertificate, SignerCertificate> OnRead { get; set; } = row => row;

    public async Task<IReadOnlyList<SignerCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken) =>
        [.. (await Rows.FindAsync(tenant, address, cancellationToken)).Select(OnRead)];

    public Task StoreAsync(SignerCertificate certificate, CancellationToken cancellationToken) => Rows.StoreAsync(certificate, cancellationToken);

    public Task<int> ForgetAsync(string tenant, string address, CancellationToken cancellationToken) => Rows.ForgetAsync(tenant, address, cancellationToken);

    public Task<IReadOnlyList<string>> ListAddressesAsync(string tenant, string? after, int count, CancellationToken cancellationToken) =>
        Rows.ListAddressesAsync(tenant, after, count, cancellationToken);

    public Task<int> ForgetTenantAsync(string tenant, CancellationToken cancellationToken) => Rows.ForgetTenantAsync(tenant, cancellationToken);

    private InMemorySignerCertificateCache Rows => IsDown ? throw new IOException("@p0='alice@customer.example'") : _rows;
}
