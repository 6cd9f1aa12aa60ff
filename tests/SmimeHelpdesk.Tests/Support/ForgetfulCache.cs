namespace SmimeHelpdesk.Tests.Support;

/// <summary>A cache that remembers nothing, so that one mail cannot help the next.</summary>
internal sealed class ForgetfulCache : ISignerCertificateCache
{
    public Task<IReadOnlyList<SignerCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SignerCertificate>>([]);

    public Task StoreAsync(SignerCertificate certificate, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<int> ForgetAsync(string tenant, string address, CancellationToken cancellationToken) => Task.FromResult(0);
}
