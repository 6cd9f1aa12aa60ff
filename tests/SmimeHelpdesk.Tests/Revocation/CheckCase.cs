using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>A server and a checker that may ask it, with short times.</summary>
internal sealed class CheckCase : IAsyncDisposable
{
    public CheckCase(Func<RevocationOptions, RevocationOptions>? change = null, Microsoft.Extensions.Caching.Hybrid.HybridCache? cache = null)
    {
        RevocationOptions options = new() { PrivateHosts = ["127.0.0.1"], AttemptTimeout = TimeSpan.FromSeconds(5), TotalTimeout = TimeSpan.FromSeconds(8) };
        Checker = new RevocationChecker(change?.Invoke(options) ?? options, cache, Time);
    }

    public LoopbackServer Server { get; } = new();

    public ManualTime Time { get; } = new(TestAuthority.Now);

    public RevocationChecker Checker { get; }

    /// <summary>What is known about the leaf.</summary>
    public async Task<CertificateRevocation> AskAsync(TestIdentity identity, Func<RevocationRequest, RevocationRequest>? change = null)
    {
        RevocationRequest request = RevocationPki.Question(identity) with { At = Time.Now };
        return (await Checker.CheckAsync(change?.Invoke(request) ?? request, CancellationToken.None)).Certificates[0];
    }

    public async ValueTask DisposeAsync()
    {
        Checker.Dispose();
        await Server.DisposeAsync();
    }
}
