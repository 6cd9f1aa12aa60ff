namespace SmimeHelpdesk.Testing;

/// <summary>Administrators page through the mailboxes.</summary>
internal static class CredentialPages
{
    public static IReadOnlyList<StoreContractCheck<IMailboxCredentialStore>> Checks { get; } =
    [
        new("ListMailboxes_PageByPage_GivesEachMailboxOfTheTenantOnce", PagesAsync),
        new("ListMailboxes_AllTenants_GivesEachMailboxOnce", AllTenantsAsync),
        new("ListMailboxes_MailboxesComeAndGo_KeepsThoseThatStay", ComeAndGoAsync),
        new("ListMailboxes_NoMailbox_IsEmpty", async (store, token) =>
            Expect.Equal(0, (await store.ListMailboxesAsync(Samples.NewTenant(), null, 10, token).ConfigureAwait(false)).Count, "Number of mailboxes")),
    ];

    private static async Task PagesAsync(IMailboxCredentialStore store, CancellationToken token)
    {
        string tenant = Samples.NewTenant();
        string[] addresses = ["B@desk.example", "a@desk.example", "b@desk.example", "\u00FCmlaut@desk.example", "z@desk.example", "0@desk.example", "a.b@desk.example"];
        foreach (string address in addresses)
        {
            await store.SaveAsync(Samples.Credential(tenant, new Mailbox(address).NormalizedAddress), token).ConfigureAwait(false);
            await store.SaveAsync(Samples.Credential(tenant, new Mailbox(address).NormalizedAddress), token).ConfigureAwait(false);
        }

        await store.SaveAsync(Samples.Credential(tenant + "2"), token).ConfigureAwait(false);
        IEnumerable<string> expected = addresses.Select(address => new Mailbox(address).NormalizedAddress).Distinct();
        for (int size = 1; size <= addresses.Length + 1; size++)
        {
            IReadOnlyList<Mailbox> found = await WalkAsync(store, tenant, size, token).ConfigureAwait(false);
            Expect.That(found.All(mailbox => mailbox.Tenant == tenant), "A mailbox of another tenant was listed.");
            Same(expected, found.Select(mailbox => mailbox.NormalizedAddress));
        }
    }

    private static async Task AllTenantsAsync(IMailboxCredentialStore store, CancellationToken token)
    {
        string[] tenants = [Samples.NewTenant(), Samples.NewTenant(), Samples.NewTenant()];
        foreach (string tenant in tenants)
        {
            await store.SaveAsync(Samples.Credential(tenant), token).ConfigureAwait(false);
            await store.SaveAsync(Samples.Credential(tenant, "sales@desk.example"), token).ConfigureAwait(false);
        }

        IReadOnlyList<Mailbox> found = await WalkAsync(store, null, 7, token).ConfigureAwait(false);
        Same(tenants.SelectMany(tenant => (string[])[tenant + " sales@desk.example", tenant + " support@desk.example"]),
            found.Where(mailbox => tenants.Contains(mailbox.Tenant, StringComparer.Ordinal)).Select(mailbox => mailbox.Tenant + " " + mailbox.NormalizedAddress));
    }

    private static async Task ComeAndGoAsync(IMailboxCredentialStore store, CancellationToken token)
    {
        string tenant = Samples.NewTenant();
        StoredCredential[] rows = [.. Enumerable.Range(0, 6).Select(number => Samples.Credential(tenant, $"d{number}@desk.example"))];
        await Task.WhenAll(rows.Select(row => store.SaveAsync(row, token))).ConfigureAwait(false);
        IReadOnlyList<Mailbox> first = await store.ListMailboxesAsync(tenant, null, 2, token).ConfigureAwait(false);
        StoredCredential gone = rows.Single(row => row.MailboxAddress == first[^1].NormalizedAddress);

        await store.DeleteAsync(first[^1], gone.Sha256, token).ConfigureAwait(false);
        IReadOnlyList<Mailbox> second = await store.ListMailboxesAsync(tenant, first[^1], 10, token).ConfigureAwait(false);

        Same(rows.Select(row => row.MailboxAddress), first.Concat(second).Select(mailbox => mailbox.NormalizedAddress));
    }

    private static async Task<IReadOnlyList<Mailbox>> WalkAsync(IMailboxCredentialStore store, string? tenant, int size, CancellationToken token)
    {
        var found = new List<Mailbox>();
        while (await store.ListMailboxesAsync(tenant, found.Count > 0 ? found[^1] : null, size, token).ConfigureAwait(false) is { Count: > 0 } page)
        {
            Expect.That(page.Count <= size, "A page is longer than was asked.");
            found.AddRange(page);
        }

        return found;
    }

    private static void Same(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Expect.Equal(string.Join(", ", expected.Order(StringComparer.Ordinal)), string.Join(", ", actual.Order(StringComparer.Ordinal)), "Mailboxes");
}
