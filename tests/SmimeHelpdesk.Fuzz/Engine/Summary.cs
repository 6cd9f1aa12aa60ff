namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>What all runs of each target came to, as a table of Markdown.</summary>
public static class Summary
{
    private const double SecondsPerHour = 3600;

    public static void Write(IReadOnlyList<FuzzReport> runs, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine("| target | executions | CPU hours | executions/s | edges | corpus | runs |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (IGrouping<string, FuzzReport> target in runs.GroupBy(run => run.Target).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            FuzzReport last = target.MaxBy(run => run.StartedAt)!;
            long executions = target.Sum(run => run.Executions);
            output.WriteLine(
                $"| {target.Key} | {executions:N0} | {target.Sum(run => run.CpuSeconds) / SecondsPerHour:N2} | {executions / target.Sum(run => run.Seconds):N0} | {target.Max(run => run.Edges):N0} | {last.CorpusSize:N0} | {target.Count()} |");
        }
    }
}
