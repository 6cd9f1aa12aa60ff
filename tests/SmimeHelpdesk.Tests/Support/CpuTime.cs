namespace SmimeHelpdesk.Tests.Support;

/// <summary>Tests that bound work by processor time run alone, because the time is the whole process's.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CpuTime
{
    public const string Name = "Processor time";

    /// <summary>The least processor time of a few runs: how busy the machine is does not count.</summary>
    public static TimeSpan Measure(Action action)
    {
        action();
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            action();
            TimeSpan taken = Environment.CpuUsage.TotalTime - before;
            best = taken < best ? taken : best;
        }

        return best;
    }
}
