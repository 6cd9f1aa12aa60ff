using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Load;

namespace SmimeHelpdesk.Stores.Tests.Load;

/// <summary>The full size is <c>storm</c> of the workload, which docs/stores.md names.</summary>
public sealed class StormTests(TestDatabases databases)
{
    [Theory]
    [InlineData(Database.Sqlite, 800)]
    [InlineData(Database.PostgreSql, 6000)]
    public async Task Stores_ManyWritersAtOnce_HoldWhatOneAloneWouldHaveLeft(string engine, int operations)
    {
        StormReport report = await new Storm(await databases.NewAsync(engine), writers: 32, operations).RunAsync();

        report.Findings.Should().BeEmpty();
        (report.Harvests + report.RollOvers).Should().Be(operations);
        report.Refused.Should().BePositive("writers must have met, or the test has shown nothing");
    }
}
