namespace MiniDesk.Mail;

/// <summary>Wakes a worker early. It looks by itself every few seconds too, because the work may come from another instance.</summary>
internal sealed class WorkSignal : IDisposable
{
    private readonly SemaphoreSlim _pending = new(0, 1);

    public void Set()
    {
        try
        {
            _pending.Release();
        }
        catch (SemaphoreFullException)
        {
            // it is about to look anyway
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _pending.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _pending.Dispose();
}
