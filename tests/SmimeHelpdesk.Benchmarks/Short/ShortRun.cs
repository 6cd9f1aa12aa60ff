using System.Diagnostics;
using SmimeHelpdesk.Benchmarks.Baselines;
using SmimeHelpdesk.Benchmarks.Fixtures;

namespace SmimeHelpdesk.Benchmarks.Short;

/// <summary>A table of ratios within three minutes, everything measured side by side in this one run.</summary>
internal static class ShortRun
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(120);

    private static readonly Case[] Cases =
    [
        .. from key in Enum.GetValues<KeyKind>() from operation in Enum.GetValues<Operation>() select new Case(operation, key, 30_000),
        new(Operation.OpenEncrypted, KeyKind.Rsa2048, 30_000, Gcm: true),
        new(Operation.Encrypt, KeyKind.Rsa2048, 30_000, Gcm: true),
        .. from operation in Enum.GetValues<Operation>() select new Case(operation, KeyKind.Rsa2048, 5_000_000),
        new(Operation.OpenEncrypted, KeyKind.Rsa2048, 5_000_000, Gcm: true),
        new(Operation.Encrypt, KeyKind.Rsa2048, 5_000_000, Gcm: true),
    ];

    /// <summary>Runs the cases whose description contains the filter; all for an empty one.</summary>
    public static void Run(string filter)
    {
        long start = Stopwatch.GetTimestamp();
        Case[] cases = Matching(filter);
        WarmUp(cases);
        Console.WriteLine(RatioTable.Head);
        for (int i = 0; i < cases.Length; i++)
        {
            TimeSpan left = Budget - Stopwatch.GetElapsedTime(start);
            Console.WriteLine(RatioTable.Row(new Contest(cases[i]).Run(left / (cases.Length - i))));
        }

        Console.WriteLine(RatioTable.Legend);
    }

    /// <summary>The library alone, ten seconds a case, with what it allocates: for a profiler.</summary>
    public static void RunLibrary(string filter)
    {
        foreach (Case item in Matching(filter))
        {
            long start = Stopwatch.GetTimestamp();
            var library = new Contestant("library", Library.Prepare(item), () => CpuClock.Own);
            library.Prepare();
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10))
            {
                library.RunRound();
            }

            Console.WriteLine($"{item}: {library.Median:N0} us, {library.Allocated:N0} bytes");
        }
    }

    // The first operations also compile the framework's own code, for all that follow.
    private static void WarmUp(Case[] cases)
    {
        foreach (Case item in cases.Take(Enum.GetValues<Operation>().Length))
        {
            new Contestant("library", Library.Prepare(item), () => CpuClock.Own).Prepare();
        }
    }

    private static Case[] Matching(string filter) => [.. Cases.Where(item => item.ToString().Contains(filter, StringComparison.OrdinalIgnoreCase))];
}
