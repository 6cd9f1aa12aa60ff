using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

public sealed class SmimeHealthCheckTests
{
    private static readonly Mailbox Support = new(Desk.Address, "acme");
    private static readonly TestIdentity Own = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address));
    private static readonly TestIdentity Next = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address) { NotAfter = TestAuthority.Now.AddYears(2) });

    private readonly TamperingStore _store = new(new InMemoryMailboxCredentialStore());
    private readonly ManualTime _time = new(TestAuthority.Now);
    private readonly RecordingLogger<MailboxCredentialManager> _log = new();
    private readonly MailboxCredentialManager _manager;

    public SmimeHealthCheckTests() => _manager = new(
        _store, new AesGcmCredentialProtector(RandomNumberGenerator.GetBytes(32)), time: _time, logger: _log, keyLifetime: TimeSpan.Zero);

    [Theory]
    [InlineData(-31, HealthStatus.Healthy)]
    [InlineData(-30, HealthStatus.Degraded)]
    [InlineData(-1, HealthStatus.Degraded)]
    [InlineData(1, HealthStatus.Unhealthy)]
    public async Task CheckHealthAsync_DaysFromItsEnd_IsWhatThatMeans(int days, HealthStatus expected)
    {
        await SaveAsync(Own);
        _time.Now = Own.Certificate.NotAfter.AddDays(days);

        (await CheckAsync()).Status.Should().Be(expected);
    }

    [Theory]
    [InlineData("planned", HealthStatus.Healthy)]
    [InlineData("staged", HealthStatus.Degraded)]
    [InlineData("planned too late", HealthStatus.Degraded)]
    public async Task CheckHealthAsync_SuccessorOfOneThatEnds_CountsWhenItFollowsInTime(string successor, HealthStatus expected)
    {
        await SaveAsync(Own);
        DateTimeOffset end = Own.Certificate.NotAfter;
        using (MailboxCredential credential = Next.ToCredential())
        {
            await _manager.StageAsync(Support, [credential], default);
        }

        if (successor != "staged")
        {
            await _manager.ActivateAsync(Support, Next.Sha256, new CredentialActivation { From = end.AddDays(successor == "planned" ? -1 : 1) }, default);
        }

        _time.Now = end.AddDays(-10);

        (await CheckAsync()).Status.Should().Be(expected);
    }

    [Theory]
    [InlineData("ciphertext")]
    [InlineData("state")]
    public async Task CheckHealthAsync_CredentialCannotBeUsed_IsUnhealthyWithoutAnAddress(string change)
    {
        await SaveAsync(Own);
        _store.OnRead = row => change == "state" ? row with { State = CredentialState.Staged } : row with { ProtectedKey = new byte[100] };

        HealthCheckResult result = await CheckAsync();

        result.Status.Should().Be(HealthStatus.Unhealthy);
        result.Data["UnusableCertificates"].Should().Be(Own.Sha256);
        (result.Description + string.Join(' ', result.Data.Values)).Should().NotContain("@").And.NotContain("acme");
    }

    [Fact]
    public async Task CheckHealthAsync_StoreIsDown_IsUnhealthyAndLogged()
    {
        await SaveAsync(Own);
        _store.OnRead = _ => throw new TimeoutException("support@desk.example");

        HealthCheckResult result = await CheckAsync();

        result.Status.Should().Be(HealthStatus.Unhealthy);
        result.Exception.Should().BeNull();
        result.Description.Should().Contain(nameof(TimeoutException)).And.NotContain("@");
        _log.Entries.Should().ContainSingle(entry => entry.Id.Id == 1002).Which.Text.Should().NotContain("@");
    }

    [Fact]
    public async Task CheckHealthAsync_AllRetired_IsLeftOut()
    {
        await SaveAsync(Own);
        await _manager.RetireAsync(Support, Own.Sha256, null, default);
        _time.Now = Own.Certificate.NotAfter.AddDays(1);

        (await CheckAsync()).Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task CheckHealthAsync_ExpiredBesideAValidOne_IsHealthy()
    {
        await SaveAsync(Own);
        await SaveAsync(Next);
        _time.Now = Own.Certificate.NotAfter.AddDays(1);

        (await CheckAsync()).Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task CheckHealthAsync_NamedMailboxes_LooksAtThoseOnly()
    {
        await SaveAsync(Own);
        _time.Now = Own.Certificate.NotAfter.AddDays(1);
        Mailbox sales = new("sales@desk.example", "acme");
        var check = new SmimeHealthCheck(_manager, null, [sales], _time);
        using (MailboxCredential credential = TestAuthority.Issuing.Issue(new TestSubject("sales@desk.example") { NotAfter = TestAuthority.Now.AddYears(9) }).ToCredential())
        {
            await _manager.SaveAsync(sales, [credential], default);
        }

        (await check.CheckHealthAsync(new HealthCheckContext())).Status.Should().Be(HealthStatus.Healthy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CheckHealthAsync_NamedMailboxWithoutAnActiveCredential_IsUnhealthy(bool isRetired)
    {
        if (isRetired)
        {
            await SaveAsync(Own);
            await _manager.RetireAsync(Support, Own.Sha256, null, default);
        }

        HealthCheckResult result = await new SmimeHealthCheck(_manager, null, [Support], _time).CheckHealthAsync(new HealthCheckContext());

        result.Status.Should().Be(HealthStatus.Unhealthy);
        result.Data["Missing"].Should().Be(1);
        (result.Description + string.Join(' ', result.Data.Values)).Should().NotContain("@").And.NotContain("acme");
    }

    [Fact]
    public async Task CheckHealthAsync_CacheIsDown_IsUnhealthy()
    {
        HealthCheckResult result = await new SmimeHealthCheck(_manager, new FailingCache(), null, _time).CheckHealthAsync(new HealthCheckContext());

        result.Status.Should().Be(HealthStatus.Unhealthy);
        result.Description.Should().Contain("signer certificates").And.NotContain("@");
    }

    [Theory]
    [InlineData(null, HealthStatus.Unhealthy)]
    [InlineData(HealthStatus.Degraded, HealthStatus.Degraded)]
    public async Task CheckHealthAsync_RegisteredWithAHost_IsWhatTheHostCallsAFailure(HealthStatus? failure, HealthStatus expected)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton<TimeProvider>(_time);
        services.AddSmimeHelpdesk().UseSignerCertificateCache<FailingCache>();
        services.AddHealthChecks().AddCheck<SmimeHealthCheck>("smime", failure);
        await using ServiceProvider host = services.BuildServiceProvider();

        HealthReport report = await host.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        report.Entries["smime"].Status.Should().Be(expected);
    }

    private Task<HealthCheckResult> CheckAsync() => new SmimeHealthCheck(_manager, new InMemorySignerCertificateCache(), null, _time).CheckHealthAsync(new HealthCheckContext());

    private async Task SaveAsync(TestIdentity identity)
    {
        using MailboxCredential credential = identity.ToCredential();
        await _manager.SaveAsync(Support, [credential], default);
    }

    private sealed class FailingCache : ISignerCertificateCache
    {
        public Task<IReadOnlyList<SignerCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken) => throw Down();

        public Task StoreAsync(SignerCertificate certificate, CancellationToken cancellationToken) => throw Down();

        public Task<int> ForgetAsync(string tenant, string address, CancellationToken cancellationToken) => throw Down();

        public Task<IReadOnlyList<string>> ListAddressesAsync(string tenant, string? after, int count, CancellationToken cancellationToken) => throw Down();

        public Task<int> ForgetTenantAsync(string tenant, CancellationToken cancellationToken) => throw Down();

        private static TimeoutException Down() => new("alice@customer.example");
    }
}
