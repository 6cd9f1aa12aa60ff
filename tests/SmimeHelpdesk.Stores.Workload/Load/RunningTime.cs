using System.Diagnostics;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Workload.Load;

/// <summary>A clock that runs, beginning at the instant that the test certificates are made for.</summary>
internal sealed class RunningTime : TimeProvider
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => TestAuthority.Now + Stopwatch.GetElapsedTime(_start);
}
