using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Harvest;

public sealed class InMemorySignerCertificateCacheTests
{
    private readonly InMemorySignerCertificateCache _cache = new();

    [Fact]
    public async Task StoreAsync_AnyOrderAndRepetition_GivesTheSameRow()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            SignerCertificate[] sightings = [.. Enumerable.Range(0, 6).Select(_ => Sighting(random))];
            SignerCertificate expected = await StoredAsync(sightings);

            SignerCertificate[] shuffled = [.. sightings, .. sightings];
            random.Shuffle(shuffled);

            Describe(await StoredAsync(shuffled)).Should().Be(Describe(expected), "seed {0}", seed);
        }
    }

    [Fact]
    public void Merge_ThreeSightings_GroupingDoesNotMatter()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            (SignerCertificate a, SignerCertificate b, SignerCertificate c) = (Sighting(random), Sighting(random), Sighting(random));

            string left = Describe(SignerCertificateMerge.Merge(SignerCertificateMerge.Merge(a, b), c));
            string right = Describe(SignerCertificateMerge.Merge(a, SignerCertificateMerge.Merge(b, c)));

            left.Should().Be(right, "seed {0}", seed);
        }
    }

    [Fact]
    public void Merge_OtherKey_IsRefused() =>
        FluentActions.Invoking(() => SignerCertificateMerge.Merge(Sighting(new Random(1)), Sighting(new Random(1)) with { Tenant = "other" }))
            .Should().Throw<ArgumentException>();

    [Fact]
    public async Task StoreAsync_SixteenParallelWriters_LoseNothing()
    {
        const int writers = 16;
        const int rounds = 200;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (int round = 0; round < rounds; round++)
            {
                DateTimeOffset at = TestAuthority.Now.AddMinutes((writer * rounds) + round);
                await _cache.StoreAsync(Row("shared") with { FirstSeen = at, LastSeen = at, SigningTime = at, MessageId = "m" + at.Ticks }, default);
                await _cache.StoreAsync(Row("own" + writer), default);
            }
        })));

        IReadOnlyList<SignerCertificate> rows = await _cache.FindAsync("acme", "alice@customer.example", default);
        rows.Should().HaveCount(writers + 1);
        SignerCertificate shared = rows.Single(row => row.Sha256 == "shared");
        shared.FirstSeen.Should().Be(TestAuthority.Now);
        shared.LastSeen.Should().Be(TestAuthority.Now.AddMinutes((writers * rounds) - 1));
        shared.MessageId.Should().Be("m" + shared.LastSeen.Ticks);
    }

    [Fact]
    public async Task FindAsync_OtherTenantOrSpelling_FindsNothing()
    {
        await _cache.StoreAsync(Row("a"), default);

        (await _cache.FindAsync("", "alice@customer.example", default)).Should().BeEmpty();
        (await _cache.FindAsync("Acme", "alice@customer.example", default)).Should().BeEmpty();
        (await _cache.FindAsync("acme", "Alice@customer.example", default)).Should().BeEmpty();
        (await _cache.FindAsync("acme", "alice@customer.example", default)).Should().ContainSingle();
    }

    [Fact]
    public async Task ForgetAsync_KnownAddress_CountsAndRemovesOnlyItsRows()
    {
        await _cache.StoreAsync(Row("a"), default);
        await _cache.StoreAsync(Row("b"), default);
        await _cache.StoreAsync(Row("a") with { Address = "bob@customer.example" }, default);

        (await _cache.ForgetAsync("acme", "alice@customer.example", default)).Should().Be(2);
        (await _cache.ForgetAsync("acme", "alice@customer.example", default)).Should().Be(0);
        (await _cache.FindAsync("acme", "bob@customer.example", default)).Should().ContainSingle();
    }

    [Fact]
    public async Task ForgetTenantAsync_TwoTenants_RemovesOnlyOne()
    {
        await _cache.StoreAsync(Row("a"), default);
        await _cache.StoreAsync(Row("a") with { Address = "bob@customer.example" }, default);
        await _cache.StoreAsync(Row("a") with { Tenant = "other" }, default);

        (await _cache.ForgetTenantAsync("acme", default)).Should().Be(2);
        (await _cache.ForgetTenantAsync("acme", default)).Should().Be(0);
        (await _cache.FindAsync("acme", "alice@customer.example", default)).Should().BeEmpty();
        (await _cache.FindAsync("other", "alice@customer.example", default)).Should().ContainSingle();
    }

    [Fact]
    public async Task ListAddressesAsync_PageByPage_GivesEachAddressOfTheTenantOnce()
    {
        string[] addresses = [.. Enumerable.Range(0, 7).Select(number => $"c{number}@customer.example")];
        foreach (string address in addresses.Reverse())
        {
            await _cache.StoreAsync(Row("a") with { Address = address }, default);
            await _cache.StoreAsync(Row("b") with { Address = address }, default);
        }

        await _cache.StoreAsync(Row("a") with { Tenant = "other", Address = "c9@customer.example" }, default);
        var listed = new List<string>();
        for (IReadOnlyList<string> page = await _cache.ListAddressesAsync("acme", null, 3, default); page.Count > 0;
            page = await _cache.ListAddressesAsync("acme", page[^1], 3, default))
        {
            page.Count.Should().BeLessThanOrEqualTo(3);
            listed.AddRange(page);
            await _cache.ForgetAsync("acme", page[^1], default);
        }

        listed.Should().Equal(addresses);
    }

    [Fact]
    public async Task ListAddressesAsync_CountOfZero_IsRefused() =>
        await FluentActions.Awaiting(() => _cache.ListAddressesAsync("acme", null, 0, default)).Should().ThrowAsync<ArgumentOutOfRangeException>();

    private static async Task<SignerCertificate> StoredAsync(IEnumerable<SignerCertificate> sightings)
    {
        var cache = new InMemorySignerCertificateCache();
        foreach (SignerCertificate sighting in sightings)
        {
            await cache.StoreAsync(sighting, default);
        }

        return (await cache.FindAsync("acme", "alice@customer.example", default)).Single();
    }

    // Few values each, so that ties, the hard case, are frequent.
    private static SignerCertificate Sighting(Random random)
    {
        DateTimeOffset first = TestAuthority.Now.AddDays(random.Next(3));
        return Row("a") with
        {
            FirstSeen = first,
            LastSeen = first.AddDays(random.Next(3)),
            SigningTime = random.Next(3) is > 0 and var day ? TestAuthority.Now.AddDays(day) : null,
            MessageId = random.Next(3) is > 0 and var id ? "m" + id : null,
            Capabilities = new byte[random.Next(2)],
            CapabilitiesTime = random.Next(3) is > 0 and var time ? TestAuthority.Now.AddDays(time) : null,
            Decision = (SignerCertificateDecision)random.Next(3),
            DecidedAt = random.Next(3) is > 0 and var decided ? TestAuthority.Now.AddDays(decided) : null,
            SigningCertificate = new byte[] { (byte)random.Next(2) },
            Issuers = [.. Enumerable.Range(0, random.Next(3)).Select(_ => (ReadOnlyMemory<byte>)new byte[] { (byte)random.Next(2) })],
        };
    }

    private static SignerCertificate Row(string sha256) => new()
    {
        Tenant = "acme",
        Address = "alice@customer.example",
        Sha256 = sha256,
        Certificate = new byte[] { 1 },
        SigningCertificate = new byte[] { 1 },
        FirstSeen = TestAuthority.Now,
        LastSeen = TestAuthority.Now,
    };

    private static string Describe(SignerCertificate row) =>
        string.Join('|', row.FirstSeen.Ticks, row.LastSeen.Ticks, row.SigningTime, row.MessageId, row.Capabilities.Length, row.CapabilitiesTime, row.Decision, row.DecidedAt,
            Convert.ToHexString(row.SigningCertificate.Span), string.Join(',', row.Issuers.Select(issuer => Convert.ToHexString(issuer.Span))));
}
