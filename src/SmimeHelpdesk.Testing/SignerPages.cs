namespace SmimeHelpdesk.Testing;

/// <summary>Administrators page through the addresses, decide about certificates, and forget a tenant.</summary>
internal static class SignerPages
{
    public static IReadOnlyList<StoreContractCheck<ISignerCertificateCache>> Checks { get; } =
    [
        new("ListAddresses_PageByPage_GivesEachAddressOfTheTenantOnce", PagesAsync),
        new("ListAddresses_TheLastOneWasForgotten_GoesOnAfterIt", ForgottenAsync),
        new("ForgetTenant_WithOthersBesideIt_RemovesAllOfItAndNothingElse", ForgetTenantAsync),
        new("Store_ASightingAfterADecision_KeepsTheDecision", DecisionAsync),
    ];

    private static async Task PagesAsync(ISignerCertificateCache cache, CancellationToken token)
    {
        string tenant = Samples.NewTenant();
        string[] addresses = ["a@customer.example", "b@customer.example", "\u00FCmlaut@customer.example", "\uFF41@customer.example", "\U0001F600@customer.example", "0@customer.example", "a.b@customer.example"];
        foreach (string address in addresses)
        {
            await cache.StoreAsync(Samples.Signer(tenant, address), token).ConfigureAwait(false);
            await cache.StoreAsync(Samples.Signer(tenant, address), token).ConfigureAwait(false);
        }

        await cache.StoreAsync(Samples.Signer(tenant + "2", "other@customer.example"), token).ConfigureAwait(false);
        for (int size = 1; size <= addresses.Length + 1; size++)
        {
            Same(addresses, await WalkAsync(cache, tenant, null, size, token).ConfigureAwait(false));
        }
    }

    private static async Task ForgottenAsync(ISignerCertificateCache cache, CancellationToken token)
    {
        string tenant = Samples.NewTenant();
        string[] addresses = [.. Enumerable.Range(0, 6).Select(number => $"c{number}@customer.example")];
        await Task.WhenAll(addresses.Select(address => cache.StoreAsync(Samples.Signer(tenant, address), token))).ConfigureAwait(false);
        IReadOnlyList<string> first = await cache.ListAddressesAsync(tenant, null, 3, token).ConfigureAwait(false);

        await cache.ForgetAsync(tenant, first[^1], token).ConfigureAwait(false);

        Same(addresses, first.Concat(await WalkAsync(cache, tenant, first[^1], 2, token).ConfigureAwait(false)));
    }

    private static async Task ForgetTenantAsync(ISignerCertificateCache cache, CancellationToken token)
    {
        string tenant = Samples.NewTenant();
        SignerCertificate[] gone = [Samples.Signer(tenant), Samples.Signer(tenant), Samples.Signer(tenant, "bob@customer.example")];
        SignerCertificate stays = Samples.Signer(tenant + "2") with { Issuers = gone[0].Issuers };
        foreach (SignerCertificate row in gone.Append(stays))
        {
            await cache.StoreAsync(row, token).ConfigureAwait(false);
        }

        Expect.Equal(gone.Length, await cache.ForgetTenantAsync(tenant, token).ConfigureAwait(false), "Number of forgotten rows");

        Expect.Equal(0, (await cache.ListAddressesAsync(tenant, null, 10, token).ConfigureAwait(false)).Count, "Number of addresses left");
        Samples.Same(stays, Expect.Single(await cache.FindAsync(stays.Tenant, stays.Address, token).ConfigureAwait(false)));
        Expect.Equal(0, await cache.ForgetTenantAsync(tenant, token).ConfigureAwait(false), "Number of rows forgotten twice");
        await cache.StoreAsync(gone[0], token).ConfigureAwait(false);
        Samples.Same(gone[0], Expect.Single(await cache.FindAsync(tenant, gone[0].Address, token).ConfigureAwait(false)));
    }

    private static async Task DecisionAsync(ISignerCertificateCache cache, CancellationToken token)
    {
        SignerCertificate row = Samples.Signer(Samples.NewTenant()) with { Decision = SignerCertificateDecision.Blocked };
        SignerCertificate sighting = row with { Decision = SignerCertificateDecision.None, DecidedAt = null, LastSeen = row.LastSeen.AddYears(1), SigningTime = row.LastSeen.AddYears(1) };
        await cache.StoreAsync(row, token).ConfigureAwait(false);
        await cache.StoreAsync(sighting, token).ConfigureAwait(false);

        Samples.Same(SignerCertificateMerge.Merge(row, sighting), Expect.Single(await cache.FindAsync(row.Tenant, row.Address, token).ConfigureAwait(false)));
        Expect.Equal(SignerCertificateDecision.Blocked, (await cache.FindAsync(row.Tenant, row.Address, token).ConfigureAwait(false))[0].Decision, "Decision");
    }

    private static async Task<IReadOnlyList<string>> WalkAsync(ISignerCertificateCache cache, string tenant, string? after, int size, CancellationToken token)
    {
        var found = new List<string>();
        while (await cache.ListAddressesAsync(tenant, found.Count > 0 ? found[^1] : after, size, token).ConfigureAwait(false) is { Count: > 0 } page)
        {
            Expect.That(page.Count <= size, "A page is longer than was asked.");
            found.AddRange(page);
        }

        return found;
    }

    private static void Same(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Expect.Equal(string.Join(", ", expected.Order(StringComparer.Ordinal)), string.Join(", ", actual.Order(StringComparer.Ordinal)), "Addresses");
}
