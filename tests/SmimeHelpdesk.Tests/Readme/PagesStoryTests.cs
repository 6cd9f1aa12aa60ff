using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Readme;

/// <summary>Runs the code of the shorter pages.</summary>
public sealed class PagesStoryTests
{
    [Fact]
    public void Revocation_ItsRegistration_IsAcceptedAtStart()
    {
        var services = new ServiceCollection();
        RevocationExample.Register(services);
        using ServiceProvider host = services.BuildServiceProvider();

        host.GetRequiredService<IStartupValidator>().Validate();
        host.GetRequiredService<IOptions<SmimeHelpdeskOptions>>().Value.Policy.Revocation.Should().Be(RevocationMode.SoftFail);
    }

    [Fact]
    public async Task Revocation_ItsAnchors_AreTheSystemsAndTheTenantsOwn()
    {
        using var folder = new TemporaryDirectory();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "acme.pem"), TestAuthority.Root.Certificate.ExportCertificatePem());
        TrustAnchors other = TrustAnchors.FromCertificates([TestAuthority.Issuing.Certificate]);

        ITrustAnchorProvider anchors = RevocationExample.Trust(folder.Path, other, other);

        (await anchors.GetAsync("acme", default)).Count.Should().Be(TrustAnchors.FromSystem().Count + 1);
    }

    [Fact]
    public async Task Operations_ItsRegistration_ChecksAndRecords()
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<TimeProvider>(new ManualTime(TestAuthority.Now));
        OperationsExample.Register(services, ["acme"]);
        using ServiceProvider host = services.BuildServiceProvider();
        host.GetRequiredService<IStartupValidator>().Validate();
        using MailboxCredential credential = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address)).ToCredential();

        await host.GetRequiredService<MailboxCredentialManager>().SaveAsync(Desk.Address, [credential], default);

        ((OperationsExample.HostAuditSink)host.GetRequiredService<ISmimeAuditSink>()).Rows.Should().ContainSingle();
        (await host.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Migration_ItsCode_MovesWhatItCanAndNamesTheRest()
    {
        using var folder = new TemporaryDirectory();
        TestIdentity own = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, Desk.Address + ".pem"), own.Pem);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "sales@desk.example.pem"), own.CertificatePem);
        MailboxCredentialManager credentials = MailboxCredentialManager.InMemory(new ManualTime(TestAuthority.Now));

        IReadOnlyList<string> left = await MigrationExample.MoveAsync(folder.Path, null, credentials, default);

        (await credentials.ListAsync(Desk.Address, default)).Single().Sha256.Should().Be(own.Sha256);
        left.Should().ContainSingle().Which.Should().EndWith("sales@desk.example.pem: NoPrivateKey");
    }

    [Fact]
    public async Task Verdicts_ItsCode_RendersTheSameLineLater()
    {
        using OpenedMessage opened = await new Desk().OpenAsync(SignedMail.Sign(Mail.Crlf("Content-Type: text/plain\n\nHello\n")));
        var ticket = new HostTicket();

        VerdictsExample.Keep(opened, ticket, CultureInfo.InvariantCulture).Should().Be(opened.Summary.ToString(CultureInfo.InvariantCulture));
        ticket.Verdict.Should().NotBeEmpty();
    }
}
