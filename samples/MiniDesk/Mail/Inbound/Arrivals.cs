using MailKit;

namespace MiniDesk.Mail.Inbound;

/// <summary>
/// Notices that mail has come at whatever moment the server says so: also while other mail is being read, when nobody waits for it yet. A
/// message that is deleted at the same time makes it no less new. The folder raises its events within the calls of the one who uses it.
/// </summary>
internal sealed class Arrivals : IDisposable
{
    private readonly IMailFolder _folder;
    private int _count;
    private bool _hasCome;
    private CancellationTokenSource? _waiting;

    public Arrivals(IMailFolder folder)
    {
        _folder = folder;
        _count = folder.Count;
        folder.CountChanged += OnChanged;
    }

    /// <summary>To be called before one looks for new mail, which then is no news any more.</summary>
    public void Forget() => _hasCome = false;

    /// <summary>Whether something has come since; if not, the token is cancelled when it does.</summary>
    public bool HasCome(CancellationTokenSource waiting)
    {
        _waiting = _hasCome ? null : waiting;
        return _hasCome;
    }

    public void Dispose() => _folder.CountChanged -= OnChanged;

    private void OnChanged(object? sender, EventArgs change)
    {
        if (_folder.Count > _count)
        {
            _hasCome = true;
            _waiting?.Cancel();
            _waiting = null;
        }

        _count = _folder.Count;
    }
}
