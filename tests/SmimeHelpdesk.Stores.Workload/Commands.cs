using System.Globalization;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Kills;
using SmimeHelpdesk.Stores.Workload.Load;
using SmimeHelpdesk.Stores.Workload.Scale;

namespace SmimeHelpdesk.Stores.Workload;

/// <summary>What docs/stores.md names: the tests' work at full size, and the benchmark.</summary>
internal static class Commands
{
    private static readonly string[] Usage =
    [
        "storm ENGINE [OPERATIONS] [WRITERS]   many writers at once; default 100000 by 32",
        "roll-over ENGINE [SECONDS]            renew a credential under load; default 60",
        "kill ENGINE [TIMES]                   kill the writing process; default 200",
        "kill-engine [TIMES]                   kill the PostgreSQL server; default 20",
        "scale ENGINE [CERTIFICATES]           fill a database and measure; default 1000000",
        "ENGINE is sqlite or postgresql.",
    ];

    public static IReadOnlyList<string> Names => ["storm", "roll-over", "kill", "kill-engine", "scale"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["write", var engine, var connection]:
                await WriterChild.RunAsync(new Database(engine, connection), Convert.FromHexString(Environment.GetEnvironmentVariable("WORKLOAD_HOST_KEY")!));
                return 0;
            case ["storm", var engine, ..]:
                return await OnAsync(engine, async (database, _) => await new Storm(database, Number(arguments, 3, 32), Number(arguments, 2, 100_000)).RunAsync() is { } report
                    ? End(report, report.Findings) : 1);
            case ["roll-over", var engine, ..]:
                return await OnAsync(engine, async (database, _) => await new RollOverLoad(database, TimeSpan.FromSeconds(Number(arguments, 2, 60))).RunAsync() is { } report
                    ? End(report, report.Findings) : 1);
            case ["kill", var engine, ..]:
                return await OnAsync(engine, async (database, _) => await ProcessKills.RunAsync(database, Number(arguments, 2, 200), Console.WriteLine) is { } report
                    ? End(report, report.Findings) : 1);
            case ["kill-engine", ..]:
                return await OnAsync(Database.PostgreSql, async (database, cluster) => await EngineKills.RunAsync(cluster!, database, Number(arguments, 1, 20), Console.WriteLine) is { } report
                    ? End(report, report.Findings) : 1);
            case ["scale", var engine, ..]:
                return await OnAsync(engine, async (database, _) => End(await new ScaleRun(database, Number(arguments, 2, 1_000_000)).RunAsync(), []));
            default:
                Console.WriteLine(string.Join(Environment.NewLine, Usage));
                return 2;
        }
    }

    private static async Task<int> OnAsync(string engine, Func<Database, PostgreSqlCluster?, Task<int>> run)
    {
        if (engine == Database.Sqlite)
        {
            using var folder = new WorkFolder();
            Database file = folder.NewSqlite();
            await file.CreateTablesAsync();
            return await run(file, null);
        }

        await using PostgreSqlCluster cluster = await PostgreSqlCluster.StartNewAsync();
        Database database = await cluster.NewDatabaseAsync();
        await database.CreateTablesAsync();
        return await run(database, cluster);
    }

    private static int End(object report, IReadOnlyList<string> findings)
    {
        Console.WriteLine(report);
        foreach (string finding in findings.Take(20))
        {
            Console.WriteLine(finding);
        }

        return findings.Count == 0 ? 0 : 1;
    }

    private static int Number(string[] arguments, int index, int otherwise) =>
        arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : otherwise;
}
