using System.Collections.Concurrent;

namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>
/// Leaves a failing server alone for a while, so that one that hangs does not hold up every message. After that time one request
/// tries it again. Thread-safe.
/// </summary>
internal sealed class ServerBreaker(RevocationOptions options, TimeProvider time)
{
    private const int MaximumServers = 1024;
    private readonly ConcurrentDictionary<string, State> _servers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the server may be asked now.</summary>
    public bool TryEnter(string server)
    {
        if (!_servers.TryGetValue(server, out State? state) || state.Failures < options.FailuresBeforeBreak)
        {
            return true;
        }

        // One request at a time tries again: whoever replaces the state first.
        DateTimeOffset now = time.GetUtcNow();
        return now - state.LastFailure >= options.BreakDuration && _servers.TryUpdate(server, state with { LastFailure = now }, state);
    }

    public void Succeeded(string server) => _servers.TryRemove(server, out _);

    public void Failed(string server)
    {
        if (_servers.Count >= MaximumServers)
        {
            _servers.Clear();
        }

        DateTimeOffset now = time.GetUtcNow();
        _servers.AddOrUpdate(server, _ => new State(1, now), (_, state) => new State(Math.Min(state.Failures + 1, options.FailuresBeforeBreak), now));
    }

    private sealed record State(int Failures, DateTimeOffset LastFailure);
}
