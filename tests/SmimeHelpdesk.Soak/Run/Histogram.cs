namespace SmimeHelpdesk.Soak.Run;

/// <summary>Durations in classes that each are a fiftieth wider than the one before, from a microsecond to minutes.</summary>
internal sealed class Histogram
{
    private const double Width = 1.02;
    private const int Classes = 1000;

    private readonly long[] _counts;

    public Histogram()
        : this(new long[Classes])
    {
    }

    private Histogram(long[] counts) => _counts = counts;

    public void Add(TimeSpan taken)
    {
        double microseconds = Math.Max(1, taken.TotalMicroseconds);
        int index = Math.Min(Classes - 1, (int)(Math.Log(microseconds) / Math.Log(Width)));
        Interlocked.Increment(ref _counts[index]);
    }

    /// <summary>What it holds now, to be compared with later.</summary>
    public Histogram Copy() => new([.. _counts]);

    /// <summary>What came since.</summary>
    public Histogram Since(Histogram earlier) => new([.. _counts.Zip(earlier._counts, (now, then) => now - then)]);

    /// <summary>The duration that this share of all stays within, in milliseconds, to 2 %.</summary>
    public double Percentile(double share)
    {
        long[] counts = [.. _counts];
        double rank = counts.Sum() * share;
        long seen = 0;
        for (int index = 0; index < Classes; index++)
        {
            seen += counts[index];
            if (seen > 0 && seen >= rank)
            {
                return Math.Pow(Width, index + 1) / 1000;
            }
        }

        return 0;
    }
}
