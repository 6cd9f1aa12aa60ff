namespace SmimeHelpdesk;

/// <summary>A mailbox's own defaults, for hosts whose mailboxes differ. Implementations are thread-safe.</summary>
public interface IReplyDefaultsProvider
{
    /// <summary>The defaults of a mailbox.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Its defaults; <see cref="SmimePolicy.ReplyDefaults"/> apply where it has none and null is returned.</returns>
    Task<ReplyDefaults?> FindAsync(Mailbox mailbox, CancellationToken cancellationToken);
}
