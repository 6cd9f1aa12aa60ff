using System.Collections.Concurrent;

namespace MiniDesk.Mail.Inbound;

/// <summary>How this instance's connections are, for the health page.</summary>
internal sealed class ReceiverStatus
{
    private readonly ConcurrentDictionary<int, (string? Problem, DateTimeOffset Since)> _mailboxes = new();

    public void Set(int mailbox, string? problem, DateTimeOffset since) => _mailboxes[mailbox] = (problem, since);

    public (string? Problem, DateTimeOffset Since)? Find(int mailbox) => _mailboxes.TryGetValue(mailbox, out (string?, DateTimeOffset) found) ? found : null;
}
