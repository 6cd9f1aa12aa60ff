using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Stores.Workload.Load;

namespace SmimeHelpdesk.Stores.Tests.Load;

/// <summary>The full length is <c>roll-over</c> of the workload, which docs/stores.md names.</summary>
public sealed class RollOverTests(TestDatabases databases)
{
    [Theory]
    [MemberData(nameof(TestDatabases.Engines), MemberType = typeof(TestDatabases))]
    public async Task Doors_CredentialIsRenewedUnderLoad_SignEveryMailAndOpenEveryMail(string engine)
    {
        RollOverReport report = await new RollOverLoad(await databases.NewAsync(engine), TimeSpan.FromSeconds(4)).RunAsync();

        report.Findings.Should().BeEmpty();
        report.Renewals.Should().BeGreaterThan(1);
        report.Opened.Should().BePositive();
    }
}
