using System.Diagnostics;
using SmimeHelpdesk.Soak.Reports;

namespace SmimeHelpdesk.Soak.Run;

/// <summary>Looks at memory at a steady beat, writes a line each minute, and makes the report.</summary>
internal sealed class Observer(SoakOptions options, SoakTally tally, TextWriter output)
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromMinutes(1);

    private readonly List<MemorySample> _samples = [];

    public async Task<SoakReport> WatchAsync(long start)
    {
        await output.WriteLineAsync(SoakReport.Header);
        Period first = Period.Start(tally);
        Period line = first;
        bool isWarm = options.WarmUp == TimeSpan.Zero;
        TimeSpan end = options.WarmUp + options.Duration;
        for (TimeSpan next = options.Sampling; ; next += options.Sampling)
        {
            TimeSpan until = next < end ? next : end;
            await DelayUntilAsync(start, until);
            MemorySample sample = MemorySample.Take(Stopwatch.GetElapsedTime(start));
            if (!isWarm && until >= options.WarmUp)
            {
                isWarm = true;
                first = Period.Start(tally);
            }
            else if (isWarm)
            {
                _samples.Add(sample);
            }

            if (line.Elapsed >= LineEvery || until == end)
            {
                await output.WriteLineAsync(SoakReport.Line(sample, line.End(tally)) + (isWarm ? string.Empty : " warm-up"));
                line = Period.Start(tally);
            }

            if (until == end)
            {
                return new SoakReport(options, first.End(tally), _samples);
            }
        }
    }

    private static async Task DelayUntilAsync(long start, TimeSpan until)
    {
        TimeSpan wait = until - Stopwatch.GetElapsedTime(start);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait);
        }
    }
}
