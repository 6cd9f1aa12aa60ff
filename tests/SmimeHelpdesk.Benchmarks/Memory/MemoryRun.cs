using System.Diagnostics;
using SmimeHelpdesk.Benchmarks.Fixtures;

namespace SmimeHelpdesk.Benchmarks.Memory;

/// <summary>How far the resident memory of a fresh process grows for one message, stream in and stream out.</summary>
internal static class MemoryRun
{
    private static readonly int[] Megabytes = [1, 25, 100];
    private static readonly string[] Operations = ["decrypt", "verify", "sign", "encrypt", "sign+encrypt"];

    public static void Run()
    {
        string directory = Directory.CreateTempSubdirectory("smime-memory-").FullName;
        try
        {
            MemoryFiles files = MemoryFiles.Create(directory);
            Console.WriteLine(Row("growth in MB", [.. Megabytes.Select(size => size + " MB, spooled"), .. Megabytes.Select(size => size + " MB")]));
            Console.WriteLine(Row("---", [.. Enumerable.Repeat("---:", 2 * Megabytes.Length)]));
            foreach (string operation in Operations)
            {
                IEnumerable<string> cells = from isSpooled in new[] { true, false } from size in Megabytes select Measure(files, operation, size, isSpooled);
                Console.WriteLine(Row(operation, [.. cells]));
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Measure(MemoryFiles files, string operation, int megabytes, bool isSpooled)
    {
        files.Prepare(megabytes);
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program, ["memory-child", files.Directory, operation, megabytes.ToString(), isSpooled ? "spooled" : "memory"]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        string result = child.StandardOutput.ReadToEnd().Trim();
        child.WaitForExit();
        return child.ExitCode == 0 ? result : "failed";
    }

    private static string Row(string name, IEnumerable<string> cells) => $"| {name} | {string.Join(" | ", cells)} |";
}
