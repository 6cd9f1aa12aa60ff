namespace SmimeHelpdesk.Testing;

/// <summary>What goes into a credential store comes out of it.</summary>
internal static class CredentialContents
{
    public static IReadOnlyList<StoreContractCheck<IMailboxCredentialStore>> Checks { get; } =
    [
        new("List_UnknownMailbox_IsEmpty", async (store, token) =>
            Expect.Equal(0, (await store.ListAsync(new Mailbox("support@desk.example", Samples.NewTenant()), token).ConfigureAwait(false)).Count, "Number of rows")),
        new("Save_NewRow_ComesBackAsItWasWithRevisionOne", (store, token) => RoundTripAsync(store, Samples.Credential(Samples.NewTenant()), token)),
        new("Save_EmptyChainAndEarliestTime_ComesBack", (store, token) =>
            RoundTripAsync(store, Samples.Credential(Samples.NewTenant()) with { Chain = [], ActiveFrom = DateTimeOffset.MinValue, RetireFrom = null, StateSeal = default, RecoveryKey = default }, token)),
        new("Save_LargeRow_ComesBack", (store, token) =>
            RoundTripAsync(store, Samples.Credential(Samples.NewTenant()) with { Chain = [Samples.Bytes(60_000), Samples.Bytes(60_000)], ProtectedKey = Samples.Bytes(20_000) }, token)),
        new("Save_TimeWithAnOffset_IsTheSameInstant", (store, token) =>
            RoundTripAsync(store, Samples.Credential(Samples.NewTenant()) with { ActiveFrom = Samples.Time.ToOffset(TimeSpan.FromHours(-9)) }, token)),
        new("Save_Cancelled_StoresNothing", CancelledSaveAsync),
        new("Save_OfManyMailboxes_KeepsEachApart", ManyMailboxesAsync),
    ];

    private static async Task RoundTripAsync(IMailboxCredentialStore store, StoredCredential row, CancellationToken token)
    {
        Expect.That(await store.SaveAsync(row, token).ConfigureAwait(false), "A new row was refused.");

        IReadOnlyList<StoredCredential> rows = await store.ListAsync(new Mailbox(row.MailboxAddress, row.Tenant), token).ConfigureAwait(false);

        Samples.Same(row with { Revision = 1 }, Expect.Single(rows));
    }

    private static async Task CancelledSaveAsync(IMailboxCredentialStore store, CancellationToken token)
    {
        StoredCredential row = Samples.Credential(Samples.NewTenant());

        await Expect.CancelledAsync(cancelled => store.SaveAsync(row, cancelled)).ConfigureAwait(false);

        IReadOnlyList<StoredCredential> rows = await store.ListAsync(new Mailbox(row.MailboxAddress, row.Tenant), token).ConfigureAwait(false);
        Expect.Equal(0, rows.Count, "Number of rows");
    }

    private static async Task ManyMailboxesAsync(IMailboxCredentialStore store, CancellationToken token)
    {
        string tenant = Samples.NewTenant();
        StoredCredential[] rows = [.. Enumerable.Range(0, 16).Select(number => Samples.Credential(tenant, $"desk{number / 2}@desk.example"))];
        await Task.WhenAll(rows.Select(row => store.SaveAsync(row, token))).ConfigureAwait(false);

        foreach (IGrouping<string, StoredCredential> mailbox in rows.GroupBy(row => row.MailboxAddress))
        {
            IReadOnlyList<StoredCredential> found = await store.ListAsync(new Mailbox(mailbox.Key, tenant), token).ConfigureAwait(false);
            Expect.That(found.Select(row => row.Sha256).Order(StringComparer.Ordinal).SequenceEqual(mailbox.Select(row => row.Sha256).Order(StringComparer.Ordinal)), "A mailbox has other rows than its own.");
        }
    }
}
