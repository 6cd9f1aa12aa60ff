using Microsoft.Extensions.Logging;

namespace SmimeHelpdesk.Tests.Diagnostics.Canary;

/// <summary>Makes loggers of every category that take everything: text, values, scopes and exceptions.</summary>
internal sealed class TraceLogFactory(Action<string> write) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new TraceLogger(categoryName, write);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class TraceLogger(string category, Action<string> write) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            write($"{category} scope {state} {Values(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            ArgumentNullException.ThrowIfNull(formatter);
            write($"{category} {eventId.Id} {eventId.Name} {logLevel} {formatter(state, exception)} {Values(state)} {exception}");
        }

        private static string Values<TState>(TState state) =>
            state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => pair.Key + "=" + pair.Value)) : string.Empty;
    }
}
