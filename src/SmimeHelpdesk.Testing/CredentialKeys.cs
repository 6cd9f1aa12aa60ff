namespace SmimeHelpdesk.Testing;

/// <summary>Keys are compared exactly: one tenant or mailbox never gets the private key of another.</summary>
internal static class CredentialKeys
{
    public static IReadOnlyList<StoreContractCheck<IMailboxCredentialStore>> Checks { get; } =
    [
        new("List_TenantsThatLookAlike_SeeTheirOwnRows", (store, token) => ApartAsync(store, LookAlikes.Tenants, tenant => tenant, _ => "support@desk.example", token)),
        new("List_MailboxesThatLookAlike_SeeTheirOwnRows", (store, token) => ApartAsync(store, LookAlikes.Addresses, _ => string.Empty, address => address, token)),
        new("Delete_ARow_RemovesThatRowOnly", DeleteAsync),
        new("Delete_WhatIsNotThere_IsFalse", DeleteMissingAsync),
    ];

    private static async Task ApartAsync(
        IMailboxCredentialStore store, IReadOnlyList<(string Left, string Right)> pairs, Func<string, string> tenant, Func<string, string> address, CancellationToken token)
    {
        foreach ((string left, string right) in pairs)
        {
            string prefix = Samples.NewTenant() + "-";
            StoredCredential mine = Samples.Credential(prefix + tenant(left), address(left));
            StoredCredential other = Samples.Credential(prefix + tenant(right), address(right));
            await store.SaveAsync(mine, token).ConfigureAwait(false);
            Expect.That(await store.SaveAsync(other, token).ConfigureAwait(false), $"'{right}' was taken for '{left}'.");

            foreach (StoredCredential row in (StoredCredential[])[mine, other])
            {
                IReadOnlyList<StoredCredential> found = await store.ListAsync(new Mailbox(row.MailboxAddress, row.Tenant), token).ConfigureAwait(false);
                Samples.Same(row with { Revision = 1 }, Expect.Single(found));
            }
        }
    }

    private static async Task DeleteAsync(IMailboxCredentialStore store, CancellationToken token)
    {
        string tenant = Samples.NewTenant();
        StoredCredential gone = Samples.Credential(tenant);
        StoredCredential[] stay = [Samples.Credential(tenant), gone with { MailboxAddress = "sales@desk.example" }, gone with { Tenant = tenant + "2" }];
        foreach (StoredCredential row in stay.Append(gone))
        {
            await store.SaveAsync(row, token).ConfigureAwait(false);
        }

        Expect.That(await store.DeleteAsync(new Mailbox(gone.MailboxAddress, tenant), gone.Sha256, token).ConfigureAwait(false), "The row was not found.");

        foreach (StoredCredential row in stay)
        {
            Samples.Same(row with { Revision = 1 }, Expect.Single(await store.ListAsync(new Mailbox(row.MailboxAddress, row.Tenant), token).ConfigureAwait(false)));
        }
    }

    private static async Task DeleteMissingAsync(IMailboxCredentialStore store, CancellationToken token)
    {
        StoredCredential row = Samples.Credential(Samples.NewTenant());
        var mailbox = new Mailbox(row.MailboxAddress, row.Tenant);
        await store.SaveAsync(row, token).ConfigureAwait(false);

        foreach (string sha256 in (string[])[new string('0', 64), "nothing like it", string.Empty])
        {
            Expect.That(!await store.DeleteAsync(mailbox, sha256, token).ConfigureAwait(false), "A row was removed that is not there.");
        }

        Expect.That(await store.DeleteAsync(mailbox, row.Sha256, token).ConfigureAwait(false), "The row was not found.");
        Expect.That(!await store.DeleteAsync(mailbox, row.Sha256, token).ConfigureAwait(false), "A row was removed twice.");
    }
}
