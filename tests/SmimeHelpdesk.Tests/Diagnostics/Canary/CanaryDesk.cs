using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Expiry;
using SmimeHelpdesk.Tests.Credentials;
using SmimeHelpdesk.Tests.Revocation;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Diagnostics.Canary;

/// <summary>A host with everything switched on that can speak, and whose outside world can fail.</summary>
internal sealed class CanaryDesk : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public CanaryDesk(EveryChannel channels)
    {
        Audit = channels.Audit;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ILoggerFactory>(channels.Logs);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<ISmimeAuditSink>(Audit);
        services.AddSingleton<IMailboxCredentialStore>(Store);
        services.AddSingleton<ISignerCertificateCache>(Cache);
        services.AddSingleton<ISmimeExpiryReporter>(Reporter);
        services.AddHybridCache();
        services.AddSmimeHelpdesk(options =>
            {
                options.Policy = SmimePolicy.Default with { Revocation = RevocationMode.SoftFail };
                options.TrustAnchors = TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]);
                options.Revocation = new RevocationOptions { PrivateHosts = ["127.0.0.1"], IssuerHosts = ["127.0.0.1"], AttemptTimeout = TimeSpan.FromMilliseconds(300) };
                options.KeyLifetime = TimeSpan.Zero;
            })
            .UseCredentialProtector(_ => new AesGcmCredentialProtector(HostKey))
            .ReportExpiry(options => options.Within = TimeSpan.FromDays(800));
        services.AddHealthChecks().AddCheck<SmimeHealthCheck>("smime");
        _services = services.BuildServiceProvider();
    }

    public byte[] HostKey { get; } = RandomNumberGenerator.GetBytes(32);

    public ManualTime Time { get; } = new(TestAuthority.Now);

    public LoopbackServer Server { get; } = new();

    public TamperingStore Store { get; } = new(new InMemoryMailboxCredentialStore());

    public CanaryCache Cache { get; } = new();

    public RecordingAuditSink Audit { get; }

    public FailingReporter Reporter { get; } = new();

    public MailboxCredentialManager Credentials => Get<MailboxCredentialManager>();

    public SmimeMessageOpener Opener => Get<SmimeMessageOpener>();

    public SmimeReplyComposer Composer => Get<SmimeReplyComposer>();

    public SignerCertificateManager Signers => Get<SignerCertificateManager>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task ReportExpiryAsync() => _services.GetServices<IHostedService>().OfType<ExpiryReportService>().Single().ReportAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Tells nobody, or cannot.</summary>
    internal sealed class FailingReporter : ISmimeExpiryReporter
    {
        public bool IsDown { get; set; }

        public async Task ReportAsync(IAsyncEnumerable<ExpiringCertificate> expiring, CancellationToken cancellationToken) =>
            _ = IsDown ? throw new TimeoutException("No route to alice@customer.example") : await expiring.CountAsync(cancellationToken);
    }
}
