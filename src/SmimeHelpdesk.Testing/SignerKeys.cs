namespace SmimeHelpdesk.Testing;

/// <summary>Keys are compared exactly: what one address has taught is never encrypted to for another.</summary>
internal static class SignerKeys
{
    public static IReadOnlyList<StoreContractCheck<ISignerCertificateCache>> Checks { get; } =
    [
        new("Find_TenantsThatLookAlike_SeeTheirOwnRows", (cache, token) => ApartAsync(cache, LookAlikes.Tenants, tenant => tenant, _ => "alice@customer.example", token)),
        new("Find_AddressesThatLookAlike_SeeTheirOwnRows", (cache, token) => ApartAsync(cache, LookAlikes.Addresses, _ => string.Empty, address => address, token)),
        new("Store_AnotherCertificateOfTheAddress_KeepsBoth", BothAsync),
        new("Forget_AnAddress_RemovesAllOfItAndNothingElse", ForgetAsync),
        new("Forget_WhatIsNotThere_IsZero", async (cache, token) =>
            Expect.Equal(0, await cache.ForgetAsync(Samples.NewTenant(), "alice@customer.example", token).ConfigureAwait(false), "Number of forgotten rows")),
    ];

    private static async Task ApartAsync(
        ISignerCertificateCache cache, IReadOnlyList<(string Left, string Right)> pairs, Func<string, string> tenant, Func<string, string> address, CancellationToken token)
    {
        foreach ((string left, string right) in pairs)
        {
            string prefix = Samples.NewTenant() + "-";
            SignerCertificate mine = Samples.Signer(prefix + tenant(left), address(left));
            SignerCertificate other = Samples.Signer(prefix + tenant(right), address(right));
            await cache.StoreAsync(mine, token).ConfigureAwait(false);
            await cache.StoreAsync(other, token).ConfigureAwait(false);

            foreach (SignerCertificate row in (SignerCertificate[])[mine, other])
            {
                Samples.Same(row, Expect.Single(await cache.FindAsync(row.Tenant, row.Address, token).ConfigureAwait(false)));
            }
        }
    }

    private static async Task BothAsync(ISignerCertificateCache cache, CancellationToken token)
    {
        string tenant = Samples.NewTenant();
        SignerCertificate[] rows = [Samples.Signer(tenant), Samples.Signer(tenant)];
        foreach (SignerCertificate row in rows)
        {
            await cache.StoreAsync(row, token).ConfigureAwait(false);
        }

        IReadOnlyList<SignerCertificate> found = await cache.FindAsync(tenant, rows[0].Address, token).ConfigureAwait(false);

        Expect.Equal(2, found.Count, "Number of rows");
        foreach (SignerCertificate row in rows)
        {
            Samples.Same(row, Expect.Single([.. found.Where(other => other.Sha256 == row.Sha256)]));
        }
    }

    private static async Task ForgetAsync(ISignerCertificateCache cache, CancellationToken token)
    {
        string tenant = Samples.NewTenant();
        SignerCertificate[] gone = [Samples.Signer(tenant), Samples.Signer(tenant)];
        SignerCertificate[] stay = [Samples.Signer(tenant, "bob@customer.example"), Samples.Signer(tenant + "2")];
        foreach (SignerCertificate row in gone.Concat(stay))
        {
            await cache.StoreAsync(row, token).ConfigureAwait(false);
        }

        Expect.Equal(2, await cache.ForgetAsync(tenant, gone[0].Address, token).ConfigureAwait(false), "Number of forgotten rows");

        Expect.Equal(0, (await cache.FindAsync(tenant, gone[0].Address, token).ConfigureAwait(false)).Count, "Number of rows left");
        foreach (SignerCertificate row in stay)
        {
            Samples.Same(row, Expect.Single(await cache.FindAsync(row.Tenant, row.Address, token).ConfigureAwait(false)));
        }
    }
}
