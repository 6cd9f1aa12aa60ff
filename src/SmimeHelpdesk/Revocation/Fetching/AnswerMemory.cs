namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>Verified answers in memory, the least recently used forgotten first. Bounded in bytes. Thread-safe.</summary>
internal sealed class AnswerMemory(long maximumBytes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    public T? Find<T>(string key)
        where T : class, IDatedAnswer
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out LinkedListNode<Entry>? node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Answer as T;
        }
    }

    public void Keep(string key, IDatedAnswer answer)
    {
        if (answer.Der.Length > maximumBytes)
        {
            return;
        }

        lock (_gate)
        {
            if (_entries.TryGetValue(key, out LinkedListNode<Entry>? old))
            {
                Forget(old);
            }

            _entries[key] = _byUse.AddFirst(new Entry(key, answer));
            _bytes += answer.Der.Length;
            while (_bytes > maximumBytes)
            {
                Forget(_byUse.Last!);
            }
        }
    }

    private void Forget(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Key);
        _bytes -= node.Value.Answer.Der.Length;
    }

    private sealed record Entry(string Key, IDatedAnswer Answer);
}
