using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Fuzz.Targets;

namespace SmimeHelpdesk.Fuzz;

/// <summary>The commands: <c>seeds</c>, <c>fuzz TARGET --seconds N</c>, <c>replay TARGET FILE</c>, <c>summary</c>; each takes <c>--folder F</c>.</summary>
internal static class Program
{
    public const int Found = 1;
    public const int Misused = 2;
    public const int Hang = 3;

    // What a host has for a call: the smallest default among the systems that .NET runs on.
    private const int StackSize = 1 << 20;

    public static int Main(string[] args)
    {
        // Instrumented code writes to the map from its first instruction on.
        EdgeMap.Reset();
        int result = Misused;
        var thread = new Thread(() => result = Run(args), StackSize);
        thread.Start();
        thread.Join();
        return result;
    }

    private static int Run(string[] args)
    {
        string[] words = [.. args.TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal))];
        var folder = new FuzzFolder(Option(args, "--folder") ?? "artifacts/fuzz");
        switch (words)
        {
            case ["seeds"]:
                foreach (string name in FuzzTargets.Names)
                {
                    FuzzTargets.WriteSeeds(name, folder);
                }

                return 0;
            case ["fuzz", var target]:
                return Fuzz(target, folder, args);
            case ["replay", var target, var file]:
                FuzzTargets.Create(target, folder).Run(File.ReadAllBytes(file));
                Console.WriteLine($"{file}: nothing is wrong.");
                return 0;
            case ["summary"]:
                Summary.Write(folder.ReadRuns(), Console.Out);
                return 0;
            default:
                Console.Error.WriteLine($"seeds | fuzz TARGET [--seconds N] [--seed N] | replay TARGET FILE | summary, each with [--folder F]; targets: {string.Join(", ", FuzzTargets.Names)}");
                return Misused;
        }
    }

    private static int Fuzz(string target, FuzzFolder folder, string[] args)
    {
        int seconds = int.Parse(Option(args, "--seconds") ?? "60");
        int seed = Option(args, "--seed") is { } given ? int.Parse(given) : Random.Shared.Next();
        using var loop = new FuzzLoop(FuzzTargets.Create(target, folder), folder, seed);
        FuzzReport report = loop.Run(TimeSpan.FromSeconds(seconds));
        folder.AppendRun(report);
        Console.WriteLine(report);
        return report.Finds > 0 ? Found : 0;
    }

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
