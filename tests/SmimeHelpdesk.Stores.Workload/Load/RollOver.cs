namespace SmimeHelpdesk.Stores.Workload.Load;

/// <summary>A change of a credential's state that a store has taken, with the revision that it made.</summary>
internal sealed record RollOver(string Mailbox, long Revision, TimeSpan By)
{
    /// <summary>Depends on what was there, so that a change that got lost shows.</summary>
    public static StoredCredential Apply(StoredCredential known, TimeSpan by) => known with
    {
        State = (CredentialState)(((int)known.State + 1) % 3),
        ActiveFrom = known.ActiveFrom + by,
    };
}
