using System.Security.Cryptography;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

public sealed class MailboxCredentialHealthCheckTests
{
    private static readonly Mailbox Support = new(Desk.Address, "acme");
    private static readonly TestIdentity Own = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address));
    private static readonly TestIdentity Next = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address) { NotAfter = TestAuthority.Now.AddYears(2) });

    private readonly TamperingStore _store = new(new InMemoryMailboxCredentialStore());
    private readonly ManualTime _time = new(TestAuthority.Now);
    private readonly RecordingLogger<MailboxCredentialManager> _log = new();
    private readonly MailboxCredentialManager _manager;

    public MailboxCredentialHealthCheckTests() => _manager = new(
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
        var check = new MailboxCredentialHealthCheck(_manager, [new Mailbox("sales@desk.example", "acme")], _time);

        (await check.CheckHealthAsync(new HealthCheckContext())).Status.Should().Be(HealthStatus.Healthy);
    }

    private Task<HealthCheckResult> CheckAsync() => new MailboxCredentialHealthCheck(_manager, null, _time).CheckHealthAsync(new HealthCheckContext());

    private async Task SaveAsync(TestIdentity identity)
    {
        using MailboxCredential credential = identity.ToCredential();
        await _manager.SaveAsync(Support, [credential], default);
    }
}
