namespace SmimeHelpdesk.Tests.Credentials;

/// <summary>A store whose answers a test changes, as a careless collation or a writer of the database would.</summary>
internal sealed class TamperingStore(IMailboxCredentialStore inner) : IMailboxCredentialStore
{
    public Func<StoredCredential, StoredCredential> OnRead { get; set; } = row => row;

    public Func<Mailbox, Mailbox> OnList { get; set; } = mailbox => mailbox;

    /// <summary>How many further writes are refused as if somebody else had been faster.</summary>
    public int RefusedWrites { get; set; }

    public async Task<IReadOnlyList<StoredCredential>> ListAsync(Mailbox mailbox, CancellationToken cancellationToken) =>
        [.. (await inner.ListAsync(OnList(mailbox), cancellationToken)).Select(OnRead)];

    public Task<bool> SaveAsync(StoredCredential credential, CancellationToken cancellationToken) =>
        RefusedWrites-- > 0 ? Task.FromResult(false) : inner.SaveAsync(credential, cancellationToken);

    public Task<bool> DeleteAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken) =>
        inner.DeleteAsync(mailbox, sha256, cancellationToken);

    public Task<IReadOnlyList<Mailbox>> ListMailboxesAsync(string? tenant, Mailbox? after, int maximum, CancellationToken cancellationToken) =>
        inner.ListMailboxesAsync(tenant, after, maximum, cancellationToken);
}
