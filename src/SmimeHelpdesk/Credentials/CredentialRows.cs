using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials;

/// <summary>How a change of a row ended.</summary>
internal enum RowOutcome
{
    /// <summary>There was nothing to change.</summary>
    Unchanged = 0,
    Saved,

    /// <summary>Others were faster, again and again.</summary>
    Refused,
}

/// <summary>The store as the manager sees it: rows are checked when read and sealed when written, and failures are counted. Thread-safe.</summary>
internal sealed class CredentialRows(IMailboxCredentialStore store, StateSeals seals, CertificateMemo certificates, ILogger logger)
{
    // Each failed attempt means that somebody else's write has succeeded; more than this is a store that never accepts.
    private const int MaximumAttempts = 16;
    private const int PageSize = 256;

    /// <summary>All usable rows of the mailbox, each checked against mailbox, tenant and thumbprint, the one activated last first.</summary>
    public async Task<IReadOnlyList<UsableCredential>> ListAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        var usable = new List<UsableCredential>();
        foreach (StoredCredential row in await ReadAsync(mailbox, cancellationToken).ConfigureAwait(false))
        {
            CredentialRowFault fault = CredentialRowCheck.Check(row, mailbox, certificates, out UsableCredential? credential);
            if (credential is null)
            {
                StoreEvents.CredentialRejected(logger, fault, row);
                continue;
            }

            bool isAuthentic = await seals.IsAuthenticAsync(row, cancellationToken).ConfigureAwait(false);
            if (!isAuthentic)
            {
                StoreEvents.CredentialRejected(logger, CredentialRowFault.StateChanged, row);
            }

            usable.Add(credential with { IsStateAuthentic = isAuthentic });
        }

        return [.. usable.OrderBy(credential => credential.Rank)];
    }

    public async Task<UsableCredential?> FindAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken)
    {
        IReadOnlyList<UsableCredential> usable = await ListAsync(mailbox, cancellationToken).ConfigureAwait(false);
        return usable.FirstOrDefault(credential => credential.Row.Sha256 == sha256);
    }

    /// <summary>Writes what the function makes of the stored row, again from the new row when others were faster.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sha256">The certificate's thumbprint.</param>
    /// <param name="change">The new row from the stored one, which is null when there is none, and from whether its state is authentic; null to leave it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<RowOutcome> ChangeAsync(
        Mailbox mailbox, string sha256, Func<StoredCredential?, bool, ValueTask<StoredCredential?>> change, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < MaximumAttempts; attempt++)
        {
            StoredCredential? known = (await ReadAsync(mailbox, cancellationToken).ConfigureAwait(false))
                .FirstOrDefault(row => row.Tenant == mailbox.Tenant && row.MailboxAddress == mailbox.NormalizedAddress && row.Sha256 == sha256);
            bool isAuthentic = known is not null && await seals.IsAuthenticAsync(known, cancellationToken).ConfigureAwait(false);
            if (await change(known, isAuthentic).ConfigureAwait(false) is not { } next)
            {
                return RowOutcome.Unchanged;
            }

            StoredCredential row = await seals.SealAsync(next, cancellationToken).ConfigureAwait(false);
            if (await WatchAsync(() => store.SaveAsync(row, cancellationToken)).ConfigureAwait(false))
            {
                return RowOutcome.Saved;
            }
        }

        return RowOutcome.Refused;
    }

    public Task<bool> DeleteAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken) =>
        WatchAsync(() => store.DeleteAsync(mailbox, sha256, cancellationToken));

    /// <summary>Every mailbox of the store.</summary>
    public async IAsyncEnumerable<Mailbox> ListMailboxesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Mailbox? last = null;
        while (true)
        {
            Mailbox? after = last;
            IReadOnlyList<Mailbox> page = await WatchAsync(() => store.ListMailboxesAsync(null, after, PageSize, cancellationToken)).ConfigureAwait(false);
            foreach (Mailbox mailbox in page)
            {
                yield return mailbox;
                last = mailbox;
            }

            if (page.Count == 0)
            {
                yield break;
            }
        }
    }

    private Task<IReadOnlyList<StoredCredential>> ReadAsync(Mailbox mailbox, CancellationToken cancellationToken) =>
        WatchAsync(() => store.ListAsync(mailbox, cancellationToken));

    private async Task<T> WatchAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            StoreEvents.CredentialStoreFailed(logger, exception);
            throw;
        }
    }
}
