using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Diagnostics;

namespace SmimeHelpdesk;

/// <content>The way of a credential from staged to destroyed.</content>
public sealed partial class MailboxCredentialManager
{
    /// <summary>
    /// Lets a credential sign from a time on. Until then those before it sign, and they stay ready in its stead as long as they overlap.
    /// It is tried first: one that could not sign or decrypt then, as its certificate says, is refused. May be repeated.
    /// </summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sha256">The certificate's thumbprint, hexadecimal.</param>
    /// <param name="activation">When and how.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The overlap is negative.</exception>
    public async Task<CredentialChange> ActivateAsync(Mailbox mailbox, string sha256, CredentialActivation activation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentOutOfRangeException.ThrowIfLessThan(activation.Overlap ?? TimeSpan.Zero, TimeSpan.Zero, nameof(activation));
        if (await FindUsableAsync(mailbox, sha256, cancellationToken).ConfigureAwait(false) is not { } credential)
        {
            return CredentialChange.NotFound;
        }

        DateTimeOffset now = WholeMilliseconds(_time.GetUtcNow());
        DateTimeOffset from = activation.From > now ? WholeMilliseconds(activation.From.Value) : now;
        CredentialValidation validation = await ProveRecordedAsync(credential, mailbox, from, cancellationToken).ConfigureAwait(false);
        if (validation.Status is not (CredentialValidationStatus.Valid or CredentialValidationStatus.StateChanged))
        {
            return validation.Status is CredentialValidationStatus.KeyDestroyed ? CredentialChange.KeyDestroyed : CredentialChange.NotUsable;
        }

        CredentialChange change = await TurnActiveAsync(mailbox, credential, activation.Revision, now, from, cancellationToken).ConfigureAwait(false);
        if (change is CredentialChange.Done && activation.Overlap is { } overlap)
        {
            // What was proven, not what the certificate allows: a module's key may only sign.
            var use = new CredentialUse(validation.Signing is CredentialProof.Proven, validation.Decryption is CredentialProof.Proven);
            return await RetireReplacedAsync(mailbox, credential, use, from, from + overlap, cancellationToken).ConfigureAwait(false);
        }

        return change;
    }

    /// <summary>Lets a credential stop signing. It goes on to decrypt. May be repeated; the last call decides.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sha256">The certificate's thumbprint, hexadecimal.</param>
    /// <param name="from">From when on; null for at once. Cut to whole milliseconds.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The outcome. Nothing asks whether another credential signs then: a key that was stolen must be retired all the same. A row that
    /// others wrote, and whose key does not open, is <see cref="CredentialChange.NotUsable"/>: it never signed, and can be deleted.
    /// </returns>
    public async Task<CredentialChange> RetireAsync(Mailbox mailbox, string sha256, DateTimeOffset? from, CancellationToken cancellationToken)
    {
        if (await FindUsableAsync(mailbox, sha256, cancellationToken).ConfigureAwait(false) is not { } credential)
        {
            return CredentialChange.NotFound;
        }

        // Whoever seals a row vouches for its certificate. That the key opens shows that the manager once wrote the row.
        bool isOwn = credential.IsStateAuthentic || await OpensAsync(credential, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = WholeMilliseconds(_time.GetUtcNow());
        bool isLater = from > now;
        CredentialChange change = CredentialChange.NotFound;
        RowOutcome outcome = await _rows.ChangeAsync(mailbox, credential.Row.Sha256, (row, isAuthentic) =>
        {
            change = row is null ? CredentialChange.NotFound
                : UsableCredential.IsDestroyed(row) ? CredentialChange.KeyDestroyed
                : isAuthentic || isOwn ? CredentialChange.Done
                : CredentialChange.NotUsable;
            return new(change is not CredentialChange.Done ? null
                : isLater && isAuthentic ? row! with { RetireFrom = WholeMilliseconds(from!.Value) }
                : row! with { State = CredentialState.Retired, RetireFrom = null });
        }, cancellationToken).ConfigureAwait(false);
        return await ReportAsync(mailbox, outcome, change, credential, CredentialState.Retired, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Destroys the private key, and its copy for recovery, and keeps the certificate for the record. What was encrypted to it can never
    /// be read again. Copies in backups of the database are ciphertext; they end with the host key. Of a key that lives elsewhere the
    /// reference goes: destroy the key there too.
    /// </summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sha256">The certificate's thumbprint, hexadecimal.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The outcome.</returns>
    public async Task<CredentialChange> DestroyKeyAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken)
    {
        if (await FindUsableAsync(mailbox, sha256, cancellationToken).ConfigureAwait(false) is not { } credential)
        {
            return CredentialChange.NotFound;
        }

        RowOutcome outcome = await _rows.ChangeAsync(mailbox, credential.Row.Sha256, (row, _) => new(row is null ? null : row with
        {
            State = CredentialState.Destroyed,
            RetireFrom = null,
            ProtectedKey = default,
            RecoveryKey = default,
        }), cancellationToken).ConfigureAwait(false);
        _opened.Forget(credential.Row.Sha256);
        if (outcome is RowOutcome.Saved)
        {
            _logger.PrivateKeyDestroyed(credential.Certificate.Sha256);
            await Audit.WriteAsync(SmimeAuditKind.PrivateKeyDestroyed, mailbox, credential.Certificate.Sha256, null, cancellationToken).ConfigureAwait(false);
        }

        return outcome switch
        {
            RowOutcome.Saved => CredentialChange.Done,
            RowOutcome.Refused => CredentialChange.Conflict,
            _ => CredentialChange.NotFound,
        };
    }

    /// <summary>Removes a credential, its certificate included, and destroys its private key.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sha256">The certificate's thumbprint, hexadecimal.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(sha256);
        string key = sha256.ToLowerInvariant();
        bool deleted = await _rows.DeleteAsync(mailbox, key, cancellationToken).ConfigureAwait(false);
        _opened.Forget(key);
        if (deleted)
        {
            _logger.PrivateKeyDestroyed(key);
            await Audit.WriteAsync(SmimeAuditKind.PrivateKeyDestroyed, mailbox, key, null, cancellationToken).ConfigureAwait(false);
        }

        return deleted;
    }

    private async Task<CredentialChange> TurnActiveAsync(
        Mailbox mailbox, UsableCredential credential, long? revision, DateTimeOffset now, DateTimeOffset from, CancellationToken cancellationToken)
    {
        CredentialChange change = CredentialChange.NotFound;
        RowOutcome outcome = await _rows.ChangeAsync(mailbox, credential.Row.Sha256, (row, isAuthentic) =>
        {
            change = row is null ? CredentialChange.NotFound
                : UsableCredential.IsDestroyed(row) ? CredentialChange.KeyDestroyed
                : revision is { } expected && expected != row.Revision ? CredentialChange.Conflict
                : isAuthentic && from > now && row.State is CredentialState.Active && row.ActiveFrom <= now && !(row.RetireFrom <= now) ? CredentialChange.AlreadyActive
                : CredentialChange.Done;
            return new(change is CredentialChange.Done ? row! with { State = CredentialState.Active, ActiveFrom = from, RetireFrom = null } : null);
        }, cancellationToken).ConfigureAwait(false);
        return await ReportAsync(mailbox, outcome, change, credential, CredentialState.Active, cancellationToken).ConfigureAwait(false);
    }

    // Written after the new one is active: whatever stops the process between, there is one that signs.
    private async Task<CredentialChange> RetireReplacedAsync(
        Mailbox mailbox, UsableCredential successor, CredentialUse use, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        SigningRank rank = successor.Rank with { ActiveFrom = from };
        foreach (UsableCredential other in await ListUsableAsync(mailbox, cancellationToken).ConfigureAwait(false))
        {
            if (other.Row.Sha256 == successor.Row.Sha256 || !use.Covers(CredentialUse.Of(other.Certificate)))
            {
                continue;
            }

            RowOutcome outcome = await _rows.ChangeAsync(mailbox, other.Row.Sha256, (row, isAuthentic) => new(
                isAuthentic && row is { State: CredentialState.Active } && !(row.RetireFrom <= until) && rank.CompareTo(other.Rank with { ActiveFrom = row.ActiveFrom }) < 0
                    ? row with { RetireFrom = until }
                    : null), cancellationToken).ConfigureAwait(false);
            if (outcome is RowOutcome.Refused)
            {
                return CredentialChange.Conflict;
            }

            if (outcome is RowOutcome.Saved)
            {
                await Audit.WriteAsync(SmimeAuditKind.CredentialRetired, mailbox, other.Certificate.Sha256, null, cancellationToken).ConfigureAwait(false);
            }
        }

        return CredentialChange.Done;
    }

    private async Task<CredentialChange> ReportAsync(
        Mailbox mailbox, RowOutcome outcome, CredentialChange change, UsableCredential credential, CredentialState state, CancellationToken cancellationToken)
    {
        if (outcome is RowOutcome.Saved)
        {
            SmimeAuditKind kind = state is CredentialState.Active ? SmimeAuditKind.CredentialActivated : SmimeAuditKind.CredentialRetired;
            _logger.CredentialStateChanged(credential.Certificate.Sha256, state);
            await Audit.WriteAsync(kind, mailbox, credential.Certificate.Sha256, null, cancellationToken).ConfigureAwait(false);
        }

        return outcome is RowOutcome.Refused ? CredentialChange.Conflict : change;
    }

    private async Task<bool> OpensAsync(UsableCredential credential, CancellationToken cancellationToken)
    {
        using MailboxPrivateKey? key = await OpenKeyAsync(credential, cancellationToken).ConfigureAwait(false);
        return key is not null;
    }

    private Task<UsableCredential?> FindUsableAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(sha256);
        return _rows.FindAsync(mailbox, sha256.ToLowerInvariant(), cancellationToken);
    }
}
