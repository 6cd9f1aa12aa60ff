using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SmimeHelpdesk.Benchmarks.Short;

/// <summary>Processor time, which neighbours on a busy machine do not change; elapsed time where a system does not tell.</summary>
internal static partial class CpuClock
{
    private const int ChildrenOnly = -1;

    /// <summary>What this process has used, all of its threads.</summary>
    public static TimeSpan Own => Environment.CpuUsage.TotalTime;

    /// <summary>What child processes that have ended used, as far as the system tells.</summary>
    public static TimeSpan Children
    {
        get
        {
            if (!OperatingSystem.IsLinux())
            {
                return Stopwatch.GetElapsedTime(0);
            }

            // struct rusage begins with user and system time, seconds and microseconds each.
            long[] usage = new long[32];
            return getrusage(ChildrenOnly, usage) == 0
                ? TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3])
                : TimeSpan.Zero;
        }
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int getrusage(int who, [Out] long[] usage);
}
