using System.Diagnostics;

namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>
/// Sees when an input does not come to an end: by processor time, because a busy machine makes anything slow, and by the clock for one
/// that waits. There is no way to stop such a thread, so what is done about it ends the process.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private const int ClockFactor = 12;

    private readonly TimeSpan _bound;
    private readonly Action<byte[], string> _onHang;
    private readonly Timer _timer;
    private volatile byte[]? _input;
    private long _startedAt;
    private TimeSpan _cpuAtStart;

    public Watchdog(TimeSpan bound, Action<byte[], string> onHang)
    {
        _bound = bound;
        _onHang = onHang;
        _timer = new Timer(_ => Look(), null, Interval, Interval);
    }

    public void Begin(byte[] input)
    {
        _startedAt = Stopwatch.GetTimestamp();
        _cpuAtStart = Environment.CpuUsage.TotalTime;
        _input = input;
    }

    public void End() => _input = null;

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (_input is not { } input)
        {
            return;
        }

        TimeSpan cpu = Environment.CpuUsage.TotalTime - _cpuAtStart;
        TimeSpan clock = Stopwatch.GetElapsedTime(_startedAt);
        if ((cpu > _bound || clock > ClockFactor * _bound) && ReferenceEquals(_input, input))
        {
            _input = null;
            _onHang(input, $"The input did not come to an end within {clock.TotalSeconds:N1} s, {cpu.TotalSeconds:N1} s of them processor time.");
        }
    }
}
