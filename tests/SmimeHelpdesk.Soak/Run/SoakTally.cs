using System.Collections.Concurrent;

namespace SmimeHelpdesk.Soak.Run;

/// <summary>Counts what the workers do. Of bounded size, so that the measuring grows by nothing.</summary>
internal sealed class SoakTally
{
    private const int KindsOfErrors = 20;

    private readonly ConcurrentDictionary<string, int> _errors = new();
    private readonly Histogram _open = new();
    private readonly Histogram _reply = new();
    private long _done;
    private long _read;
    private long _failed;

    public long Mails => Interlocked.Read(ref _done);

    public long AnswersRead => Interlocked.Read(ref _read);

    public long Errors => Interlocked.Read(ref _failed);

    public Histogram Open => _open;

    public Histogram Reply => _reply;

    /// <summary>The errors by kind, the first of them only.</summary>
    public IReadOnlyList<string> KindsSeen => [.. _errors.OrderByDescending(error => error.Value).Select(error => $"{error.Value} x {error.Key}")];

    public void Opened(TimeSpan taken) => _open.Add(taken);

    public void Replied(TimeSpan taken) => _reply.Add(taken);

    public void Read() => Interlocked.Increment(ref _read);

    public void Done() => Interlocked.Increment(ref _done);

    public void Error(string what)
    {
        Interlocked.Increment(ref _failed);
        if (_errors.Count < KindsOfErrors || _errors.ContainsKey(what))
        {
            _errors.AddOrUpdate(what, 1, (_, count) => count + 1);
        }
    }
}
