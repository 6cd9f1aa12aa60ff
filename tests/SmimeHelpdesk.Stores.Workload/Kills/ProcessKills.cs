using System.Diagnostics;
using System.Security.Cryptography;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Work;

namespace SmimeHelpdesk.Stores.Workload.Kills;

/// <summary>Kills a writing process again and again (SIGKILL) and audits the database after each time.</summary>
internal static class ProcessKills
{
    private const int MaximumReceipts = 25;
    private const int MaximumDelayMilliseconds = 30;

    public static async Task<KillReport> RunAsync(Database database, int rounds, Action<string>? progress = null)
    {
        byte[] hostKey = RandomNumberGenerator.GetBytes(32);
        var receipts = new List<Receipt>();
        var findings = new List<string>();
        var audit = new Audit(database, hostKey);
        for (int round = 1; round <= rounds; round++)
        {
            IReadOnlyList<Receipt> written = await KillOneAsync(database, hostKey);
            receipts.AddRange(written);

            // What was written before is looked at every tenth time, because looking at all of it every time would take hours.
            bool all = round % 10 == 0 || round == rounds;
            findings.AddRange(await audit.FindingsAsync(all ? receipts : [.. written]));
            progress?.Invoke($"kill {round}: {receipts.Count} acknowledged, {findings.Count} findings");
        }

        return new KillReport(rounds, receipts.Count(receipt => receipt.IsImport), receipts.Count(receipt => !receipt.IsImport), findings);
    }

    private static async Task<IReadOnlyList<Receipt>> KillOneAsync(Database database, byte[] hostKey)
    {
        string program = Path.Combine(AppContext.BaseDirectory, typeof(ProcessKills).Assembly.GetName().Name + ".dll");
        var start = new ProcessStartInfo("dotnet", [program, "write", database.Engine, database.ConnectionString]) { RedirectStandardOutput = true };
        start.Environment["WORKLOAD_HOST_KEY"] = Convert.ToHexString(hostKey);
        using Process child = Process.Start(start)!;
        var receipts = new List<Receipt>();
        int enough = Random.Shared.Next(1, MaximumReceipts);
        while (receipts.Count < enough && await child.StandardOutput.ReadLineAsync() is { } line)
        {
            receipts.Add(Receipt.Parse(line));
        }

        await Task.Delay(Random.Shared.Next(MaximumDelayMilliseconds));
        child.Kill();
        string rest = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();

        // The last line may be cut off; a whole one was acknowledged.
        string[] lines = rest.Split('\n');
        receipts.AddRange(lines[..^1].Select(Receipt.Parse));
        return receipts.Count > 0 ? receipts : throw new InvalidOperationException("The writer wrote nothing.");
    }
}
