using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SmimeHelpdesk.Stores.Tests.Hosts;

/// <summary>Keeps everything that anybody logs, at every level.</summary>
internal sealed class TraceLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            ArgumentNullException.ThrowIfNull(formatter);
            string values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => pair.Key + "=" + pair.Value)) : string.Empty;
            lines.Enqueue($"{category} {eventId} {formatter(state, exception)} {values} {exception}");
        }
    }
}
