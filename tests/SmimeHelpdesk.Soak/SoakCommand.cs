using SmimeHelpdesk.Soak.Desk;
using SmimeHelpdesk.Soak.Mails;
using SmimeHelpdesk.Soak.Reports;
using SmimeHelpdesk.Soak.Run;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Load;

namespace SmimeHelpdesk.Soak;

/// <summary>Ends with 0 when everything held, 1 when something did not, 2 when it was not understood.</summary>
internal static class SoakCommand
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        if (SoakOptions.Parse(arguments) is not { } options)
        {
            await output.WriteLineAsync(SoakOptions.Usage);
            return 2;
        }

        SoakReport report = await RunAsync(options, output, mails => mails);
        await output.WriteLineAsync(report.ToString());
        return report.Failures.Count == 0 ? 0 : 1;
    }

    /// <summary>Runs with the mails that a test may have changed.</summary>
    public static async Task<SoakReport> RunAsync(SoakOptions options, TextWriter output, Func<IReadOnlyList<SoakMail>, IReadOnlyList<SoakMail>> change)
    {
        using var folder = new WorkFolder();
        var time = new RunningTime();
        using SoakServer helpdesk = options.InMemory ? SoakServer.InMemory(time) : await OverSqliteAsync(folder, time);
        using SoakServer customers = SoakServer.InMemory(time);
        MailPool pool = await MailPool.CreateAsync(helpdesk, customers, options.Customers);
        var round = new MailRound(helpdesk, customers, new SoakTally());
        return await new OpenLoop(options, round, change(pool.Mails), output).RunAsync();
    }

    private static async Task<SoakServer> OverSqliteAsync(WorkFolder folder, TimeProvider time)
    {
        Database database = folder.NewSqlite();
        await database.CreateTablesAsync();
        return SoakServer.Over(database, time);
    }
}
