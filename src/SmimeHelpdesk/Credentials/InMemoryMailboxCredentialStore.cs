namespace SmimeHelpdesk;

/// <summary>A store in memory, for tests, samples and hosts that import at every start. Thread-safe; empty after a restart.</summary>
public sealed class InMemoryMailboxCredentialStore : IMailboxCredentialStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Tenant, string Address), Dictionary<string, StoredCredential>> _mailboxes = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredCredential>> ListAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            IReadOnlyList<StoredCredential> rows =
                _mailboxes.TryGetValue((mailbox.Tenant, mailbox.NormalizedAddress), out var found) ? [.. found.Values] : [];
            return Task.FromResult(rows);
        }
    }

    /// <inheritdoc/>
    public Task<bool> SaveAsync(StoredCredential credential, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credential);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var rows = _mailboxes.GetValueOrDefault((credential.Tenant, credential.MailboxAddress)) ?? new(StringComparer.Ordinal);
            if ((rows.GetValueOrDefault(credential.Sha256)?.Revision ?? 0) != credential.Revision)
            {
                return Task.FromResult(false);
            }

            rows[credential.Sha256] = credential with { Revision = credential.Revision + 1 };
            _mailboxes[(credential.Tenant, credential.MailboxAddress)] = rows;
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(sha256);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(
                _mailboxes.TryGetValue((mailbox.Tenant, mailbox.NormalizedAddress), out var rows) && rows.Remove(sha256));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Mailbox>> ListMailboxesAsync(string? tenant, Mailbox? after, int maximum, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            IReadOnlyList<Mailbox> page =
            [
                .. _mailboxes
                    .Where(entry => entry.Value.Count > 0 && (tenant is null || entry.Key.Tenant == tenant))
                    .Select(entry => entry.Key)
                    .Where(key => after is null || Compare(key, (after.Tenant, after.NormalizedAddress)) > 0)
                    .Order(Comparer<(string, string)>.Create(Compare))
                    .Take(maximum)
                    .Select(key => new Mailbox(key.Item2, key.Item1)),
            ];
            return Task.FromResult(page);
        }
    }

    private static int Compare((string Tenant, string Address) left, (string Tenant, string Address) right) =>
        string.CompareOrdinal(left.Tenant, right.Tenant) is int byTenant and not 0 ? byTenant : string.CompareOrdinal(left.Address, right.Address);
}
