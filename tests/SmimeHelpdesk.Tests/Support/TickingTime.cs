namespace SmimeHelpdesk.Tests.Support;

/// <summary>A monotonic clock that the test moves, with the timers that run on it.</summary>
internal sealed class TickingTime : TimeProvider
{
    private readonly List<Ticker> _tickers = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var ticker = new Ticker(() => callback(state), _elapsed + dueTime);
        _tickers.Add(ticker);
        return ticker;
    }

    /// <summary>Moves the clock; with late timers they do not run, as on a machine that is busy or asleep.</summary>
    public void Advance(TimeSpan by, bool withTimers = true)
    {
        _elapsed += by;
        foreach (Ticker ticker in _tickers.Where(ticker => withTimers && ticker.Due <= _elapsed).ToArray())
        {
            _tickers.Remove(ticker);
            ticker.Run();
        }
    }

    private sealed class Ticker(Action run, TimeSpan due) : ITimer
    {
        private bool _disposed;

        public TimeSpan Due => due;

        public void Run()
        {
            if (!_disposed)
            {
                run();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
