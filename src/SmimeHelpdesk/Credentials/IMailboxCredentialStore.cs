namespace SmimeHelpdesk;

/// <summary>
/// Keeps mailbox credentials. The store is dumb: it sees ciphertext only, and <see cref="MailboxCredentialManager"/> checks what it
/// returns. Implementations are thread-safe and compare keys exactly.
/// </summary>
public interface IMailboxCredentialStore
{
    /// <summary>All credentials of a mailbox, in any order.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The rows; empty when there is none.</returns>
    Task<IReadOnlyList<StoredCredential>> ListAsync(Mailbox mailbox, CancellationToken cancellationToken);

    /// <summary>Writes a row if the stored one still has its <see cref="StoredCredential.Revision"/> (0: if there is none), and counts the revision up.</summary>
    /// <param name="credential">The row.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it was written; false when somebody else was faster.</returns>
    Task<bool> SaveAsync(StoredCredential credential, CancellationToken cancellationToken);

    /// <summary>Removes a row and with it the private key.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sha256">The certificate's thumbprint.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> DeleteAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken);

    /// <summary>
    /// The mailboxes that have a credential, page by page, in an order of the store's own that does not change: one that is there
    /// throughout is listed exactly once.
    /// </summary>
    /// <param name="tenant">The tenant, compared exactly; null for all.</param>
    /// <param name="after">The last mailbox of the page before; null for the first page.</param>
    /// <param name="maximum">How many to return at most; 1 or more.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The next mailboxes; empty when there are no more.</returns>
    Task<IReadOnlyList<Mailbox>> ListMailboxesAsync(string? tenant, Mailbox? after, int maximum, CancellationToken cancellationToken);
}
