using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Work;

namespace SmimeHelpdesk.Stores.Workload.Kills;

/// <summary>The process that gets killed: four workers write, and each receipt goes to standard output at once.</summary>
internal static class WriterChild
{
    private const int Workers = 4;

    public static async Task RunAsync(Database database, byte[] hostKey)
    {
        using var work = new DeskWork(database, hostKey);
        var gate = new Lock();
        using Stream output = Console.OpenStandardOutput();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            var random = new Random();
            while (true)
            {
                byte[] line = System.Text.Encoding.ASCII.GetBytes(await work.DoAsync(random) + "\n");
                lock (gate)
                {
                    output.Write(line);
                    output.Flush();
                }
            }
        })));
    }
}
