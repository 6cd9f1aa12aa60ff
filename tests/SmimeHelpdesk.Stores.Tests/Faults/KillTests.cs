using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Kills;

namespace SmimeHelpdesk.Stores.Tests.Faults;

/// <summary>The full numbers are <c>kill</c> and <c>kill-engine</c> of the workload, which docs/stores.md names.</summary>
public sealed class KillTests(TestDatabases databases)
{
    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.PostgreSql)]
    public async Task Stores_WritingProcessIsKilled_HaveLostAndTornNothing(string engine)
    {
        KillReport report = await ProcessKills.RunAsync(await databases.NewAsync(engine), rounds: 5);

        report.Findings.Should().BeEmpty();
        (report.Imports + report.Harvests).Should().BePositive();
    }

    [Fact]
    public async Task Stores_ServerIsKilled_HaveLostAndTornNothing()
    {
        TestDatabases.RequirePostgreSql();
        await using PostgreSqlCluster cluster = await PostgreSqlCluster.StartNewAsync();
        Database database = await cluster.NewDatabaseAsync();
        await database.CreateTablesAsync();

        KillReport report = await EngineKills.RunAsync(cluster, database, rounds: 3);

        report.Findings.Should().BeEmpty();
        (report.Imports + report.Harvests).Should().BePositive();
    }
}
