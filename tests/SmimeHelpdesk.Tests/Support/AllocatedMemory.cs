namespace SmimeHelpdesk.Tests.Support;

/// <summary>
/// All that an action allocates, whether or not it is garbage soon after. Memory can never grow by more, and unlike a sampled peak it does not
/// depend on when garbage is collected: a test that bounds it fails each time or never. Tests that use it run alone, as for processor time.
/// </summary>
internal static class AllocatedMemory
{
    /// <summary>What a mail of this size may grow the process by.</summary>
    public static long AllowedFor(long size) => (64L << 20) + (8 * size);

    public static long Measure(Action action)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        action();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
