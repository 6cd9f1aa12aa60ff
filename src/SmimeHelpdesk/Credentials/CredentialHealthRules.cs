namespace SmimeHelpdesk.Credentials;

/// <summary>What is wrong with a credential that a mailbox depends on.</summary>
internal enum CredentialHealth
{
    ExpiresSoon,
    Expired,
    Unusable,

    /// <summary>There is no active credential.</summary>
    Missing,
}

/// <summary>Looks at the credentials that a mailbox depends on: of each use the best active one, since an old one beside it harms nobody.</summary>
internal static class CredentialHealthRules
{
    public static async Task<IReadOnlyList<(CredentialHealth Health, string? Sha256)>> LookAsync(
        MailboxCredentialManager manager, Mailbox mailbox, bool isNeeded, DateTimeOffset at, CancellationToken cancellationToken)
    {
        IReadOnlyList<UsableCredential> usable = await manager.ListUsableAsync(mailbox, cancellationToken).ConfigureAwait(false);
        List<UsableCredential> active = [.. usable.Where(credential => credential.StateAt(at) is CredentialState.Active)];
        List<(CredentialHealth, string?)> found = [.. usable.Where(credential => !credential.IsStateAuthentic).Select(credential => (CredentialHealth.Unusable, credential.Certificate.Sha256))];
        if (isNeeded && active.Count == 0)
        {
            found.Add((CredentialHealth.Missing, null));
        }

        UsableCredential?[] best = [Best(active, at, use => use.Signs), Best(active, at, use => use.Decrypts)];
        foreach (UsableCredential credential in best.OfType<UsableCredential>().DistinctBy(credential => credential.Certificate.Sha256))
        {
            if (await JudgeAsync(manager, mailbox, credential, active, at, cancellationToken).ConfigureAwait(false) is { } health)
            {
                found.Add((health, credential.Certificate.Sha256));
            }
        }

        return found;
    }

    // One that works now comes before one that will work, and that before one that did.
    private static UsableCredential? Best(List<UsableCredential> active, DateTimeOffset at, Func<CredentialUse, bool> hasUse) => active
        .Where(credential => hasUse(CredentialUse.Of(credential.Certificate)))
        .OrderByDescending(credential => credential.Certificate.IsValidAt(at) && credential.Row.ActiveFrom <= at)
        .ThenBy(credential => credential.Rank)
        .FirstOrDefault();

    private static async Task<CredentialHealth?> JudgeAsync(
        MailboxCredentialManager manager, Mailbox mailbox, UsableCredential credential, List<UsableCredential> active, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (at > credential.Certificate.NotAfter)
        {
            return CredentialHealth.Expired;
        }

        CredentialValidation validation = await manager.ProveAsync(credential, mailbox, at, cancellationToken).ConfigureAwait(false);
        if (validation.Status is not (CredentialValidationStatus.Valid or CredentialValidationStatus.CertificateNotYetValid))
        {
            return CredentialHealth.Unusable;
        }

        return EndOf(credential, active) - at <= CredentialDescription.Soon ? CredentialHealth.ExpiresSoon : null;
    }

    // A roll-over that is planned in time needs no alarm.
    private static DateTimeOffset EndOf(UsableCredential credential, List<UsableCredential> active)
    {
        CredentialUse use = CredentialUse.Of(credential.Certificate);
        return active
            .Where(other => CredentialUse.Of(other.Certificate).Covers(use) && other.Row.ActiveFrom <= credential.Certificate.NotAfter)
            .Select(other => other.Row.RetireFrom < other.Certificate.NotAfter ? other.Row.RetireFrom.Value : other.Certificate.NotAfter)
            .DefaultIfEmpty(credential.Certificate.NotAfter).Max();
    }
}
