namespace MiniDesk.Mail;

/// <summary>Who wakes whom: the receiver wakes the inbox's worker, an agent the outbox's, an imported key the reopening.</summary>
internal sealed class MailSignals : IDisposable
{
    public WorkSignal Inbox { get; } = new();

    public WorkSignal Outbox { get; } = new();

    public WorkSignal Reopening { get; } = new();

    public WorkSignal Mailboxes { get; } = new();

    public void Dispose()
    {
        Inbox.Dispose();
        Outbox.Dispose();
        Reopening.Dispose();
        Mailboxes.Dispose();
    }
}
