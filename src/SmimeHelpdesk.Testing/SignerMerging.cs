namespace SmimeHelpdesk.Testing;

/// <summary>Sightings become one row, in whatever order and however often they arrive.</summary>
internal static class SignerMerging
{
    public static IReadOnlyList<StoreContractCheck<ISignerCertificateCache>> Checks { get; } =
    [
        new("Store_Twice_IsOneRow", TwiceAsync),
        new("Store_InAnyOrder_GivesTheSameRow", AnyOrderAsync),
        new("Store_ByManyAtOnce_GivesTheMergeOfAll", ManyAtOnceAsync),
        new("Store_ManyCertificatesWithSharedIssuersAtOnce_KeepsAll", SharedIssuersAsync),
    ];

    private static async Task TwiceAsync(ISignerCertificateCache cache, CancellationToken token)
    {
        SignerCertificate row = Samples.Signer(Samples.NewTenant());
        await cache.StoreAsync(row, token).ConfigureAwait(false);
        await cache.StoreAsync(row, token).ConfigureAwait(false);

        Samples.Same(row, await ReadAsync(cache, row, token).ConfigureAwait(false));
    }

    private static async Task AnyOrderAsync(ISignerCertificateCache cache, CancellationToken token)
    {
        SignerCertificate row = Samples.Signer(string.Empty);
        int[][] orders = [[1, 2, 3, 4], [4, 3, 2, 1], [2, 4, 1, 3], [3, 1, 4, 2], [1, 1, 4, 3, 2, 3]];
        foreach (int[] order in orders)
        {
            SignerCertificate[] sightings = [.. order.Select(number => Samples.Sighting(row with { Tenant = row.Tenant }, number))];
            string tenant = Samples.NewTenant();
            foreach (SignerCertificate sighting in sightings)
            {
                await cache.StoreAsync(sighting with { Tenant = tenant }, token).ConfigureAwait(false);
            }

            SignerCertificate expected = Enumerable.Range(1, 4).Select(number => Samples.Sighting(row, number)).Aggregate(SignerCertificateMerge.Merge);
            Samples.Same(expected with { Tenant = tenant }, await ReadAsync(cache, row with { Tenant = tenant }, token).ConfigureAwait(false));
        }
    }

    private static async Task ManyAtOnceAsync(ISignerCertificateCache cache, CancellationToken token)
    {
        SignerCertificate row = Samples.Signer(Samples.NewTenant());
        SignerCertificate[] sightings = [.. Enumerable.Range(0, 32).Select(number => Samples.Sighting(row, number))];

        await Task.WhenAll(sightings.Select(sighting => Task.Run(() => cache.StoreAsync(sighting, token), token))).ConfigureAwait(false);

        Samples.Same(sightings.Aggregate(SignerCertificateMerge.Merge), await ReadAsync(cache, row, token).ConfigureAwait(false));
    }

    private static async Task SharedIssuersAsync(ISignerCertificateCache cache, CancellationToken token)
    {
        SignerCertificate first = Samples.Signer(Samples.NewTenant());
        SignerCertificate[] rows = [.. Enumerable.Range(0, 16).Select(number => Samples.Signer(first.Tenant, $"c{number}@customer.example") with { Issuers = first.Issuers })];

        await Task.WhenAll(rows.Select(row => Task.Run(() => cache.StoreAsync(row, token), token))).ConfigureAwait(false);
        await cache.ForgetAsync(first.Tenant, rows[0].Address, token).ConfigureAwait(false);

        foreach (SignerCertificate row in rows.Skip(1))
        {
            Samples.Same(row, await ReadAsync(cache, row, token).ConfigureAwait(false));
        }
    }

    private static async Task<SignerCertificate> ReadAsync(ISignerCertificateCache cache, SignerCertificate row, CancellationToken token) =>
        Expect.Single(await cache.FindAsync(row.Tenant, row.Address, token).ConfigureAwait(false));
}
