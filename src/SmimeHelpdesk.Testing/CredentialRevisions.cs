namespace SmimeHelpdesk.Testing;

/// <summary>Two servers that change one row: one wins, and the other is told.</summary>
internal static class CredentialRevisions
{
    private const int Writers = 16;

    public static IReadOnlyList<StoreContractCheck<IMailboxCredentialStore>> Checks { get; } =
    [
        new("Save_RevisionZeroOverARow_IsRefusedAndChangesNothing", (store, token) => RefusedAsync(store, 0, token)),
        new("Save_OldRevision_IsRefusedAndChangesNothing", (store, token) => RefusedAsync(store, 1, token)),
        new("Save_FutureRevision_IsRefusedAndChangesNothing", (store, token) => RefusedAsync(store, 3, token)),
        new("Save_CurrentRevision_ReplacesAllAndCountsUp", ReplaceAsync),
        new("Save_RevisionOfARowThatIsNotThere_IsRefused", MissingAsync),
        new("Save_AfterDelete_TakesOnlyANewRow", AfterDeleteAsync),
        new("Save_FirstRowByManyAtOnce_OneWins", (store, token) => OneWinsAsync(store, Samples.Credential(Samples.NewTenant()), token)),
        new("Save_SameRevisionByManyAtOnce_OneWins", OneUpdateWinsAsync),
        new("Save_ManyThatReadAndRepeat_LoseNoChange", NoLostChangeAsync),
    ];

    private static Mailbox Of(StoredCredential row) => new(row.MailboxAddress, row.Tenant);

    private static async Task<StoredCredential> ReadAsync(IMailboxCredentialStore store, StoredCredential row, CancellationToken token) =>
        Expect.Single(await store.ListAsync(Of(row), token).ConfigureAwait(false));

    private static async Task RefusedAsync(IMailboxCredentialStore store, long revision, CancellationToken token)
    {
        StoredCredential row = Samples.Credential(Samples.NewTenant());
        await store.SaveAsync(row, token).ConfigureAwait(false);
        await store.SaveAsync(row with { Revision = 1, State = CredentialState.Active }, token).ConfigureAwait(false);

        bool written = await store.SaveAsync(row with { Revision = revision, State = CredentialState.Retired, ProtectedKey = Samples.Bytes(9) }, token).ConfigureAwait(false);

        Expect.That(!written, $"Revision {revision} was written over revision 2.");
        Samples.Same(row with { Revision = 2, State = CredentialState.Active }, await ReadAsync(store, row, token).ConfigureAwait(false));
    }

    private static async Task ReplaceAsync(IMailboxCredentialStore store, CancellationToken token)
    {
        StoredCredential row = Samples.Credential(Samples.NewTenant());
        await store.SaveAsync(row, token).ConfigureAwait(false);
        StoredCredential next = row with
        {
            Chain = [Samples.Bytes(5)],
            ProtectedKey = Samples.Bytes(300),
            State = CredentialState.Retired,
            ActiveFrom = Samples.Time.AddDays(3),
            RetireFrom = null,
            StateSeal = Samples.Bytes(3),
            RecoveryKey = Samples.Bytes(4),
            Revision = 1,
        };

        Expect.That(await store.SaveAsync(next, token).ConfigureAwait(false), "The current revision was refused.");

        Samples.Same(next with { Revision = 2 }, await ReadAsync(store, row, token).ConfigureAwait(false));
    }

    private static async Task MissingAsync(IMailboxCredentialStore store, CancellationToken token)
    {
        StoredCredential row = Samples.Credential(Samples.NewTenant()) with { Revision = 4 };

        Expect.That(!await store.SaveAsync(row, token).ConfigureAwait(false), "A change of a row that is not there was taken.");

        Expect.Equal(0, (await store.ListAsync(Of(row), token).ConfigureAwait(false)).Count, "Number of rows");
    }

    private static async Task AfterDeleteAsync(IMailboxCredentialStore store, CancellationToken token)
    {
        StoredCredential row = Samples.Credential(Samples.NewTenant());
        await store.SaveAsync(row, token).ConfigureAwait(false);
        await store.DeleteAsync(Of(row), row.Sha256, token).ConfigureAwait(false);

        Expect.That(!await store.SaveAsync(row with { Revision = 1 }, token).ConfigureAwait(false), "A deleted row came back.");
        Expect.That(await store.SaveAsync(row, token).ConfigureAwait(false), "A new row was refused where one had been deleted.");
    }

    private static async Task OneUpdateWinsAsync(IMailboxCredentialStore store, CancellationToken token)
    {
        StoredCredential row = Samples.Credential(Samples.NewTenant());
        await store.SaveAsync(row, token).ConfigureAwait(false);
        await OneWinsAsync(store, row with { Revision = 1 }, token).ConfigureAwait(false);
    }

    private static async Task OneWinsAsync(IMailboxCredentialStore store, StoredCredential row, CancellationToken token)
    {
        StoredCredential[] rivals = [.. Enumerable.Range(0, Writers).Select(number => row with { ProtectedKey = new byte[] { (byte)number } })];

        bool[] written = await Task.WhenAll(rivals.Select(rival => Task.Run(() => store.SaveAsync(rival, token), token))).ConfigureAwait(false);

        Expect.Equal(1, written.Count(won => won), "Number of writers that were told that they had written");
        Samples.Same(rivals[Array.IndexOf(written, true)] with { Revision = row.Revision + 1 }, await ReadAsync(store, row, token).ConfigureAwait(false));
    }

    private static async Task NoLostChangeAsync(IMailboxCredentialStore store, CancellationToken token)
    {
        StoredCredential row = Samples.Credential(Samples.NewTenant());
        await store.SaveAsync(row, token).ConfigureAwait(false);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AddDayAsync(store, row, token), token))).ConfigureAwait(false);

        StoredCredential last = await ReadAsync(store, row, token).ConfigureAwait(false);
        Expect.Equal(row.ActiveFrom.AddDays(8), last.ActiveFrom, "ActiveFrom after eight changes");
        Expect.Equal(9, last.Revision, "Revision");
    }

    private static async Task AddDayAsync(IMailboxCredentialStore store, StoredCredential row, CancellationToken token)
    {
        while (true)
        {
            StoredCredential known = await ReadAsync(store, row, token).ConfigureAwait(false);
            if (await store.SaveAsync(known with { ActiveFrom = known.ActiveFrom.AddDays(1) }, token).ConfigureAwait(false))
            {
                return;
            }
        }
    }
}
