using System.Security.Cryptography;
using SmimeHelpdesk.Credentials;

namespace SmimeHelpdesk;

/// <content>Replacing host keys.</content>
public sealed partial class MailboxCredentialManager
{
    /// <summary>
    /// Encrypts a mailbox's private keys, and the seals of their states, anew, so that an old host key can be thrown away. Copies for
    /// recovery are made anew when there is a recovery certificate, and stay as they are when there is none.
    /// </summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="InvalidOperationException">The store kept refusing a row as changed by others.</exception>
    public async Task<CredentialRewrap> RewrapAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        int rewrapped = 0;
        int unreadable = 0;
        foreach (UsableCredential credential in await ListUsableAsync(mailbox, cancellationToken).ConfigureAwait(false))
        {
            bool isReadable = true;
            RowOutcome outcome = await _rows.ChangeAsync(mailbox, credential.Row.Sha256, async (row, isAuthentic) =>
            {
                // Sealing a state that others wrote would make it the library's own.
                StoredCredential? next = row is not null && isAuthentic ? await RewrapAsync(credential, row, cancellationToken).ConfigureAwait(false) : null;
                isReadable = row is null || next is not null;
                return next;
            }, cancellationToken).ConfigureAwait(false);
            RequireStored(outcome);
            rewrapped += outcome is RowOutcome.Saved ? 1 : 0;
            unreadable += isReadable ? 0 : 1;
        }

        return new CredentialRewrap(rewrapped, unreadable);
    }

    /// <summary>Does <see cref="RewrapAsync(Mailbox, CancellationToken)"/> for every mailbox of the store.</summary>
    /// <param name="cancellationToken">Cancels the call; what was done stays done.</param>
    /// <returns>What was done in all.</returns>
    /// <exception cref="InvalidOperationException">The store kept refusing a row as changed by others.</exception>
    public async Task<CredentialRewrap> RewrapAllAsync(CancellationToken cancellationToken)
    {
        var sum = new CredentialRewrap(0, 0);
        await foreach (Mailbox mailbox in ListMailboxesAsync(cancellationToken).ConfigureAwait(false))
        {
            CredentialRewrap one = await RewrapAsync(mailbox, cancellationToken).ConfigureAwait(false);
            sum = new CredentialRewrap(sum.Rewrapped + one.Rewrapped, sum.Unreadable + one.Unreadable);
        }

        return sum;
    }

    // From the row as it is stored at this moment: a key that was destroyed meanwhile must not come back.
    private async Task<StoredCredential?> RewrapAsync(UsableCredential credential, StoredCredential row, CancellationToken cancellationToken)
    {
        if (row.State is CredentialState.Destroyed || await IsProvidedAsync(credential with { Row = row }, cancellationToken).ConfigureAwait(false))
        {
            return row;
        }

        if (await UnprotectAsync(row, cancellationToken).ConfigureAwait(false) is not { } pkcs8)
        {
            return null;
        }

        try
        {
            byte[] binding = Keys.CredentialBinding.For(row.Tenant, row.MailboxAddress, row.Sha256);
            byte[] key = await _protector.ProtectAsync(pkcs8, binding, cancellationToken).ConfigureAwait(false);
            return row with { ProtectedKey = key, RecoveryKey = _recovery?.Encrypt(pkcs8) ?? row.RecoveryKey };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private async Task<bool> IsProvidedAsync(UsableCredential credential, CancellationToken cancellationToken)
    {
        using MailboxPrivateKey? provided = _keys is null ? null : await _keys.OpenAsync(credential.Row, cancellationToken).ConfigureAwait(false);
        return provided is not null;
    }
}
