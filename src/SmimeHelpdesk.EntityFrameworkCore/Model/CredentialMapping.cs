namespace SmimeHelpdesk.EntityFrameworkCore.Model;

/// <summary>Between a <see cref="StoredCredential"/> and its row.</summary>
internal static class CredentialMapping
{
    /// <summary>The row as it shall be: its revision is the one after the credential's.</summary>
    public static CredentialRow ToRow(StoredCredential credential) => new()
    {
        Tenant = credential.Tenant,
        Mailbox = credential.MailboxAddress,
        Sha256 = Thumbprint.Parse(credential.Sha256, nameof(credential)),
        Certificate = credential.Certificate.ToArray(),
        Chain = ByteLists.Join(credential.Chain),
        ProtectedKey = credential.ProtectedKey.ToArray(),
        State = (int)credential.State,
        ActiveFrom = Instant.ToTicks(credential.ActiveFrom),
        RetireFrom = Instant.ToTicks(credential.RetireFrom),
        StateSeal = credential.StateSeal.ToArray(),
        RecoveryKey = credential.RecoveryKey.ToArray(),
        Revision = credential.Revision + 1,
    };

    public static StoredCredential ToContract(CredentialRow row) => new()
    {
        Tenant = row.Tenant,
        MailboxAddress = row.Mailbox,
        Sha256 = Thumbprint.Format(row.Sha256),
        Certificate = row.Certificate,
        Chain = ByteLists.Split(row.Chain),
        ProtectedKey = row.ProtectedKey,
        State = (CredentialState)row.State,
        ActiveFrom = Instant.FromTicks(row.ActiveFrom),
        RetireFrom = Instant.FromTicks(row.RetireFrom),
        StateSeal = row.StateSeal,
        RecoveryKey = row.RecoveryKey,
        Revision = row.Revision,
    };
}
