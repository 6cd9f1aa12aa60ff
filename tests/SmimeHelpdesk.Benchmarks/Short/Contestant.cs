using System.Diagnostics;

namespace SmimeHelpdesk.Benchmarks.Short;

/// <summary>One way of doing the work, with what each round found.</summary>
internal sealed class Contestant(string name, Action run, Func<TimeSpan> clock)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(60);
    private readonly List<double> _rounds = [];
    private int _repeat = 1;

    public string Name => name;

    /// <summary>Microseconds per operation, one value a round.</summary>
    public IReadOnlyList<double> Rounds => _rounds;

    public double Median => Statistics.Median(_rounds);

    /// <summary>Bytes that one operation allocated, in the last round.</summary>
    public long Allocated { get; private set; }

    /// <summary>Runs until the code is compiled, and finds how many operations make a batch that the clock can measure.</summary>
    public void Prepare()
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan before = clock();
        int count = 0;
        do
        {
            run();
            count++;
        }
        while (clock() - before < WarmUp && Stopwatch.GetElapsedTime(start) < 2 * WarmUp);
        _repeat = Math.Max(1, (int)(Batch / ((clock() - before) / count)));
    }

    public void RunRound()
    {
        // Nobody pays for another's garbage; a batch is long enough for everybody to pay for its own.
        GC.Collect();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan before = clock();
        for (int i = 0; i < _repeat; i++)
        {
            run();
        }

        _rounds.Add((clock() - before).TotalMicroseconds / _repeat);
        Allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / _repeat;
    }
}
