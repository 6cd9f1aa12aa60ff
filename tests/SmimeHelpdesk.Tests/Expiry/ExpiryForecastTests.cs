using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using SmimeHelpdesk.Expiry;
using SmimeHelpdesk.Tests.Diagnostics;
using SmimeHelpdesk.Tests.Harvest;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Expiry;

public sealed class ExpiryForecastTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TestIdentity Own = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address));
    private static readonly TestIdentity Next = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address) { NotAfter = TestAuthority.Now.AddYears(2) });

    private readonly ManualTime _time = new(TestAuthority.Now);
    private readonly InMemorySignerCertificateCache _cache = new();
    private readonly MailboxCredentialManager _manager;
    private readonly SmimeExpiryForecaster _forecaster;

    public ExpiryForecastTests()
    {
        _manager = MailboxCredentialManager.InMemory(_time);
        _forecaster = new SmimeExpiryForecaster(_manager, _cache, _time);
    }

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(-1, true)]
    [InlineData(1, true)]
    public async Task FindMailboxesAsync_DaysFromTheEnd_AgreesWithTheHealthCheck(int days, bool expected)
    {
        await SaveAsync(Own);
        _time.Now = Own.Certificate.NotAfter.AddDays(days);

        ExpiringCertificate[] found = await _forecaster.FindMailboxesAsync(Month, default).ToArrayAsync();

        found.Select(certificate => certificate.Sha256).Should().Equal(expected ? [Own.Sha256] : []);
        HealthCheckResult health = await new SmimeHealthCheck(_manager, time: _time).CheckHealthAsync(new HealthCheckContext());
        (health.Status is not HealthStatus.Healthy).Should().Be(expected);
    }

    [Fact]
    public async Task FindMailboxesAsync_SuccessorIsActive_ForetellsNothing()
    {
        await SaveAsync(Own);
        await SaveAsync(Next);
        _time.Now = Own.Certificate.NotAfter.AddDays(-5);

        (await _forecaster.FindMailboxesAsync(Month, default).ToArrayAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(1, false)]
    public async Task FindCustomersAsync_DaysFromTheEnd_NamesThoseThatCanStillBeEncryptedTo(int days, bool expected)
    {
        await LearnAsync(Customers.Alice);
        _time.Now = Customers.Alice.Certificate.NotAfter.AddDays(days);

        ExpiringCertificate[] found = await _forecaster.FindCustomersAsync(string.Empty, Month, default).ToArrayAsync();

        found.Select(certificate => (certificate.Owner, certificate.Address.Address)).Should().Equal(expected ? [(ExpiringOwner.Customer, CustomerMail.Alice)] : []);
    }

    [Fact]
    public async Task FindCustomersAsync_NewerCertificateIsKnown_ForetellsNothing()
    {
        TestIdentity renewed = Customers.Issue(subject => subject with { NotAfter = TestAuthority.Now.AddYears(2) });
        await LearnAsync(Customers.Alice);
        await LearnAsync(renewed, TestAuthority.Now.AddDays(1));
        _time.Now = Customers.Alice.Certificate.NotAfter.AddDays(-5);

        (await _forecaster.FindCustomersAsync(string.Empty, Month, default).ToArrayAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task FindCustomersAsync_MoreThanAPage_FindsEach()
    {
        byte[] certificate = Customers.Alice.Certificate.RawData;
        for (int i = 0; i < 1201; i++)
        {
            await _cache.StoreAsync(Row($"a{i}@customer.example", certificate, TestAuthority.Now), default);
        }

        _time.Now = Customers.Alice.Certificate.NotAfter.AddDays(-5);

        (await _forecaster.FindCustomersAsync(string.Empty, Month, default).Select(found => found.Address.Address).ToArrayAsync()).Should().HaveCount(1201).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task ReportAsync_Reporter_GetsMailboxesThenCustomersAndAllIsCounted()
    {
        await SaveAsync(Own);
        await LearnAsync(Customers.Alice);
        _time.Now = TestAuthority.Now.AddDays(1);
        using var metrics = new MetricRecorder();
        var log = new RecordingLogger<ExpiryReportService>();
        var reporter = new Reporter();

        await Service(reporter, log).ReportAsync(default);

        reporter.Reported.Select(found => found.Owner).Should().Equal(ExpiringOwner.Mailbox, ExpiringOwner.Customer);
        metrics.Entries.Should().Contain("smimehelpdesk.certificates.expiring smimehelpdesk.certificate.owner=Mailbox").And.Contain("smimehelpdesk.certificates.expiring smimehelpdesk.certificate.owner=Customer");
        log.Entries.Select(entry => entry.Id.Id).Should().Equal(5002, 5001);
        log.Entries.Should().NotContain(entry => entry.Text.Contains('@'));
    }

    [Fact]
    public async Task ReportAsync_ReporterFails_IsLoggedByTypeAndNothingIsCounted()
    {
        await SaveAsync(Own);
        var log = new RecordingLogger<ExpiryReportService>();

        await Service(new Reporter { Fails = true }, log).ReportAsync(default);

        log.Entries.Single().Id.Id.Should().Be(5003);
        log.Entries.Single().Text.Should().Contain(nameof(TimeoutException)).And.NotContain("alice");
    }

    [Fact]
    public void ReportExpiry_InAContainer_IsOneHostedServiceHoweverOftenItIsAsked()
    {
        var services = new ServiceCollection();
        services.AddSmimeHelpdesk().ReportExpiry().ReportExpiry(options => options.Within = TimeSpan.FromDays(60));

        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetServices<IHostedService>().OfType<ExpiryReportService>().Should().ContainSingle();
        provider.GetRequiredService<ExpiryReportOptions>().Within.Should().Be(TimeSpan.FromDays(60));
        FluentActions.Invoking(() => services.AddSmimeHelpdesk().ReportExpiry(options => options.Interval = TimeSpan.Zero)).Should().Throw<ArgumentException>();
    }

    private ExpiryReportService Service(ISmimeExpiryReporter reporter, RecordingLogger<ExpiryReportService> log) =>
        new(_forecaster, new ExpiryReportOptions { Within = TimeSpan.FromDays(800) }, _time, reporter, log);

    private async Task SaveAsync(TestIdentity identity)
    {
        using MailboxCredential credential = identity.ToCredential();
        await _manager.SaveAsync(Desk.Address, [credential], default);
    }

    private Task LearnAsync(TestIdentity identity, DateTimeOffset? signed = null) =>
        _cache.StoreAsync(Row(CustomerMail.Alice, identity.Certificate.RawData, signed ?? TestAuthority.Now), default);

    private static SignerCertificate Row(string address, byte[] certificate, DateTimeOffset signed) => new()
    {
        Tenant = string.Empty,
        Address = address,
        Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(certificate)),
        Certificate = certificate,
        SigningCertificate = certificate,
        SigningTime = signed,
        FirstSeen = TestAuthority.Now,
        LastSeen = TestAuthority.Now,
    };

    private sealed class Reporter : ISmimeExpiryReporter
    {
        public bool Fails { get; init; }

        public List<ExpiringCertificate> Reported { get; } = [];

        public async Task ReportAsync(IAsyncEnumerable<ExpiringCertificate> expiring, CancellationToken cancellationToken)
        {
            if (Fails)
            {
                throw new TimeoutException("No route to alice@customer.example");
            }

            await foreach (ExpiringCertificate found in expiring)
            {
                Reported.Add(found);
            }
        }
    }
}
