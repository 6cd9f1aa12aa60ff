using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Readme;

/// <summary>Runs the code of docs/credentials.md with services from a container.</summary>
public sealed class CredentialsStoryTests
{
    [Fact]
    public async Task Credentials_TheirCodeInOneRun_RollsOverAndRecovers()
    {
        using var directory = new TemporaryDirectory();
        TestIdentity recovery = TestAuthority.Issuing.Issue(new TestSubject { Purposes = [] });
        TestIdentity old = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address));
        TestIdentity renewed = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address));
        var time = new ManualTime(TestAuthority.Now);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        CredentialsExample.Register(services, new RecoveryCertificate(recovery.Certificate));
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(directory.Path));
        using ServiceProvider host = services.BuildServiceProvider();
        host.GetRequiredService<IStartupValidator>().Validate();
        MailboxCredentialManager credentials = host.GetRequiredService<MailboxCredentialManager>();
        var example = new CredentialsExample(credentials);
        using MailboxCredential first = old.ToCredential();
        using MailboxCredential second = renewed.ToCredential();
        await credentials.SaveAsync(Desk.Address, [first], default);
        DateTimeOffset monday = TestAuthority.Now.AddDays(3);

        (await example.RollOverAsync([second], monday, default)).Should().Be(CredentialChange.Done);

        (await example.ProveAsync(renewed.Sha256, default)).Should().BeTrue();
        (await example.ExportAsync(old.Sha256, default)).Should().StartWith("-----BEGIN CERTIFICATE-----");
        (await example.ReplaceHostKeyAsync(default)).Should().Be(2);
        time.Now = monday.AddDays(1);
        (await credentials.ListAsync(Desk.Address, default)).ToDictionary(info => info.Sha256, info => info.State).Should().BeEquivalentTo(
            new Dictionary<string, CredentialState> { [old.Sha256] = CredentialState.Retired, [renewed.Sha256] = CredentialState.Active });
        StoredCredential row = (await host.GetRequiredService<IMailboxCredentialStore>().ListAsync(Desk.Address, default))[0];
        using MailboxCredential? recovered = RecoveryCertificate.Recover(row, recovery.Certificate);
        recovered!.Sha256.Should().Be(row.Sha256);
    }
}
