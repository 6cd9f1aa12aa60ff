namespace SmimeHelpdesk.Soak.Reports;

/// <summary>The memory at one moment.</summary>
/// <param name="At">Since the start.</param>
/// <param name="ResidentMegabytes">What the system counts as resident, before the collection.</param>
/// <param name="HeapMegabytes">What the heap holds after a full collection.</param>
internal sealed record MemorySample(TimeSpan At, double ResidentMegabytes, double HeapMegabytes)
{
    public static MemorySample Take(TimeSpan at)
    {
        double resident = Environment.WorkingSet / 1e6;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return new MemorySample(at, resident, GC.GetTotalMemory(forceFullCollection: false) / 1e6);
    }
}
