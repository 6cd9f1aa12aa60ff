using System.Diagnostics;

namespace SmimeHelpdesk.Stores.Workload.Scale;

/// <summary>How long one client waits, call by call.</summary>
internal sealed record Latencies(string What, int Count, double Median, double P99, double Longest)
{
    public static async Task<Latencies> MeasureAsync(string what, int warmUp, int count, Func<int, Task> call)
    {
        for (int i = 0; i < warmUp; i++)
        {
            await call(i);
        }

        double[] taken = new double[count];
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await call(warmUp + i);
            taken[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(taken);
        return new Latencies(what, count, taken[count / 2], taken[Math.Min(count - 1, count * 99 / 100)], taken[^1]);
    }

    public override string ToString() => $"{What}: median {Median:F2} ms, p99 {P99:F2} ms, longest {Longest:F1} ms, of {Count}";
}
