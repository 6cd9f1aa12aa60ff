namespace SmimeHelpdesk.Stores.Workload.Scale;

/// <summary>The size of the tables and what one client waits for.</summary>
internal sealed record ScaleReport(long Rows, long Bytes, int Customers, TimeSpan Load, Latencies LookUp, Latencies HarvestKnown, Latencies HarvestNew)
{
    public override string ToString() => string.Join(
        Environment.NewLine,
        $"{Rows} rows, {Bytes / 1048576.0:F0} MiB; per customer {(double)Rows / Customers:F2} rows and {Bytes / (double)Customers:F0} bytes; loaded in {Load.TotalSeconds:F0} s",
        LookUp,
        HarvestKnown,
        HarvestNew);
}
