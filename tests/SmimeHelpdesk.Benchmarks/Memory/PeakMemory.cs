using System.Diagnostics;

namespace SmimeHelpdesk.Benchmarks.Memory;

/// <summary>The peak of this process's resident memory since a moment, as the system counts it.</summary>
internal static class PeakMemory
{
    private static long _before;

    /// <summary>Collects garbage and begins to count.</summary>
    public static void Start()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        if (OperatingSystem.IsLinux())
        {
            // Resets VmHWM to what is resident now.
            File.WriteAllText("/proc/self/clear_refs", "5");
        }

        _before = Peak;
    }

    public static double GrowthInMegabytes => (Peak - _before) / 1_000_000.0;

    private static long Peak
    {
        get
        {
            if (OperatingSystem.IsLinux())
            {
                string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
                return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]) * 1024;
            }

            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }
}
