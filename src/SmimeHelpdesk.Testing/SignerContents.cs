namespace SmimeHelpdesk.Testing;

/// <summary>What goes into a cache comes out of it.</summary>
internal static class SignerContents
{
    public static IReadOnlyList<StoreContractCheck<ISignerCertificateCache>> Checks { get; } =
    [
        new("Find_UnknownAddress_IsEmpty", async (cache, token) =>
            Expect.Equal(0, (await cache.FindAsync(Samples.NewTenant(), "alice@customer.example", token).ConfigureAwait(false)).Count, "Number of rows")),
        new("Store_NewRow_ComesBackAsItWas", (cache, token) => RoundTripAsync(cache, Samples.Signer(Samples.NewTenant()), token)),
        new("Store_SplitCertificates_ComeBack", (cache, token) =>
            RoundTripAsync(cache, Samples.Signer(Samples.NewTenant()) with { SigningCertificate = Samples.Bytes(910) }, token)),
        new("Store_NothingOptional_ComesBack", (cache, token) =>
            RoundTripAsync(cache, Samples.Signer(Samples.NewTenant()) with { Issuers = [], Capabilities = default, CapabilitiesTime = null, SigningTime = null, MessageId = null, Decision = SignerCertificateDecision.None, DecidedAt = null }, token)),
        new("Store_ExtremeValues_ComeBack", (cache, token) => RoundTripAsync(cache, Extreme(), token)),
        new("Store_IssuersInOrder_ComeBackInOrder", (cache, token) =>
            RoundTripAsync(cache, Samples.Signer(Samples.NewTenant()) with { Issuers = [Samples.Bytes(3), Samples.Bytes(2000), Samples.Bytes(3), Samples.Bytes(1)] }, token)),
        new("Store_Cancelled_StoresNothing", CancelledAsync),
        new("Find_Cancelled_IsCancelled", (cache, _) => Expect.CancelledAsync(cancelled => cache.FindAsync(Samples.NewTenant(), "alice@customer.example", cancelled))),
    ];

    // Mail chooses its Message-ID, and databases' text types do not take every character.
    private static SignerCertificate Extreme() => Samples.Signer(Samples.NewTenant()) with
    {
        MessageId = "\0\u0001\"';--\\\u00E4\U0001F600" + new string('x', 5000),
        FirstSeen = DateTimeOffset.MinValue,
        LastSeen = DateTimeOffset.MaxValue,
        SigningTime = DateTimeOffset.MinValue.AddTicks(1),
        Capabilities = Samples.Bytes(9000),
    };

    private static async Task RoundTripAsync(ISignerCertificateCache cache, SignerCertificate row, CancellationToken token)
    {
        await cache.StoreAsync(row, token).ConfigureAwait(false);

        Samples.Same(row, Expect.Single(await cache.FindAsync(row.Tenant, row.Address, token).ConfigureAwait(false)));
    }

    private static async Task CancelledAsync(ISignerCertificateCache cache, CancellationToken token)
    {
        SignerCertificate row = Samples.Signer(Samples.NewTenant());

        await Expect.CancelledAsync(cancelled => cache.StoreAsync(row, cancelled)).ConfigureAwait(false);

        Expect.Equal(0, (await cache.FindAsync(row.Tenant, row.Address, token).ConfigureAwait(false)).Count, "Number of rows");
    }
}
