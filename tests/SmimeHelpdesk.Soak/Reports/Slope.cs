namespace SmimeHelpdesk.Soak.Reports;

/// <summary>How memory grows: the straight line with the least squares through the samples.</summary>
internal static class Slope
{
    private const double Minutes = 10;

    /// <summary>In megabytes per ten minutes; 0 with less than two samples.</summary>
    public static double Of(IReadOnlyList<MemorySample> samples, Func<MemorySample, double> value)
    {
        if (samples.Count < 2)
        {
            return 0;
        }

        double meanTime = samples.Average(sample => sample.At.TotalMinutes);
        double meanValue = samples.Average(value);
        double covariance = samples.Sum(sample => (sample.At.TotalMinutes - meanTime) * (value(sample) - meanValue));
        double variance = samples.Sum(sample => Math.Pow(sample.At.TotalMinutes - meanTime, 2));
        return covariance / variance * Minutes;
    }
}
