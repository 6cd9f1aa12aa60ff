using System.Collections.Concurrent;
using System.Security.Cryptography;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Work;

namespace SmimeHelpdesk.Stores.Workload.Kills;

/// <summary>Kills the PostgreSQL server under its writers (SIGKILL to all of its processes), starts it again, and audits.</summary>
internal static class EngineKills
{
    private const int Workers = 8;

    public static async Task<KillReport> RunAsync(PostgreSqlCluster cluster, Database database, int rounds, Action<string>? progress = null)
    {
        byte[] hostKey = RandomNumberGenerator.GetBytes(32);
        var receipts = new ConcurrentQueue<Receipt>();
        var findings = new List<string>();
        using var work = new DeskWork(database, hostKey);
        for (int round = 1; round <= rounds; round++)
        {
            await KillOneAsync(cluster, work, receipts);
            findings.AddRange(await new Audit(database, hostKey).FindingsAsync(receipts));
            progress?.Invoke($"engine kill {round}: {receipts.Count} acknowledged, {findings.Count} findings");
        }

        return new KillReport(rounds, receipts.Count(receipt => receipt.IsImport), receipts.Count(receipt => !receipt.IsImport), findings);
    }

    private static async Task KillOneAsync(PostgreSqlCluster cluster, DeskWork work, ConcurrentQueue<Receipt> receipts)
    {
        var isDown = new TaskCompletionSource();
        Task writing = Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(work, receipts, isDown.Task))));
        await Task.Delay(Random.Shared.Next(100, 600));
        await cluster.KillAsync();
        isDown.SetResult();
        await writing;
        await cluster.StartAsync();
    }

    // Any other exception than the typed one ends the run.
    private static async Task WorkAsync(DeskWork work, ConcurrentQueue<Receipt> receipts, Task isDown)
    {
        var random = new Random();
        while (!isDown.IsCompleted)
        {
            try
            {
                receipts.Enqueue(await work.DoAsync(random));
            }
            catch (SmimeStoreException exception) when (exception.Failure is SmimeStoreFailure.Unavailable)
            {
                await Task.Delay(10);
            }
        }
    }
}
