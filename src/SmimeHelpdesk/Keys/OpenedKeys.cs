namespace SmimeHelpdesk.Keys;

/// <summary>
/// Private keys that were opened a short while ago, so that a mailbox's next message need not ask the protector and the engine again.
/// A key object serves one caller at a time. Each is gone, its memory cleared, when its time is over, whether or not anybody asks.
/// Thread-safe.
/// </summary>
internal sealed class OpenedKeys(TimeSpan lifetime, TimeProvider time) : IDisposable
{
    private const int MaximumIdle = 32;

    private readonly Lock _gate = new();
    private readonly List<OpenedKey> _idle = [];
    private int _generation;
    private bool _disposed;

    /// <summary>An idle key of this very row, its ciphertext included; null when there is none. Disposing it gives it back.</summary>
    public MailboxPrivateKey? Take(StoredCredential row)
    {
        lock (_gate)
        {
            int index = _idle.FindLastIndex(idle => idle.IsFor(row) && !IsOver(idle));
            if (index < 0)
            {
                return null;
            }

            OpenedKey found = _idle[index];
            _idle.RemoveAt(index);
            return Lend(found, _generation);
        }
    }

    /// <summary>Lends a key that was opened just now, to be kept when it is given back.</summary>
    public MailboxPrivateKey Add(StoredCredential row, MailboxPrivateKey key)
    {
        if (lifetime <= TimeSpan.Zero)
        {
            return key;
        }

        var opened = new OpenedKey(row, key, time.GetTimestamp());
        opened.Timer = time.CreateTimer(_ => Expire(opened), null, lifetime, Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            return Lend(opened, _generation);
        }
    }

    /// <summary>Forgets the keys of a certificate, and those in use as soon as they are given back.</summary>
    public void Forget(string sha256) => Clear(idle => idle.HasCertificate(sha256));

    public void Dispose()
    {
        _disposed = true;
        Clear(_ => true);
    }

    private bool IsOver(OpenedKey opened) => time.GetElapsedTime(opened.OpenedAt) >= lifetime;

    private MailboxPrivateKey Lend(OpenedKey opened, int generation) => opened.Key.Lend(() => GiveBack(opened, generation));

    private void GiveBack(OpenedKey opened, int generation)
    {
        lock (_gate)
        {
            if (_disposed || generation != _generation || opened.IsExpired || IsOver(opened) || _idle.Count >= MaximumIdle)
            {
                opened.Dispose();
            }
            else
            {
                _idle.Add(opened);
            }
        }
    }

    // One in use is disposed when it is given back.
    private void Expire(OpenedKey opened)
    {
        lock (_gate)
        {
            opened.IsExpired = true;
            if (_idle.Remove(opened))
            {
                opened.Dispose();
            }
        }
    }

    private void Clear(Predicate<OpenedKey> match)
    {
        lock (_gate)
        {
            _generation++;
            _idle.FindAll(match).ForEach(idle => idle.Dispose());
            _idle.RemoveAll(match);
        }
    }
}
