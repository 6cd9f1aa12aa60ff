using System.Diagnostics;

namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>Runs one input and says what is wrong with what it did or cost.</summary>
internal sealed class Execution(IFuzzTarget target, FuzzBounds bounds)
{
    // A collection of garbage or the compiler may fall into any one run; what is too slow by itself is so in every one.
    private const int Tries = 4;

    /// <summary>How long the last run took.</summary>
    public TimeSpan Taken { get; private set; }

    public Find? Run(byte[] input)
    {
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        Find? find = RunOnce(input);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        if (find is not null)
        {
            return find;
        }

        if (allocated > bounds.MaximumAllocation(input.Length))
        {
            return new Find("hungry", "allocation", $"{input.Length} bytes of input make it allocate {allocated:N0} bytes.", input);
        }

        return Environment.CpuUsage.TotalTime - cpuBefore > bounds.Slow ? Slow(input) : null;
    }

    private Find? RunOnce(byte[] input)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception exception)
        {
            return Find.Of(exception, input);
        }
        finally
        {
            Taken = Stopwatch.GetElapsedTime(start);
        }
    }

    private Find? Slow(byte[] input)
    {
        TimeSpan least = TimeSpan.MaxValue;
        for (int i = 0; i < Tries && least > bounds.Slow; i++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            RunOnce(input);
            TimeSpan taken = Environment.CpuUsage.TotalTime - before;
            least = taken < least ? taken : least;
        }

        return least > bounds.Slow ? new Find("slow", "processor time", $"{input.Length} bytes of input take {least.TotalMilliseconds:N0} ms of processor time.", input) : null;
    }
}
