using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Harvest;

/// <summary>Which certificate comes first is decided by the rows alone, in whatever order they are.</summary>
public sealed class SignerCertificatePreferenceTests
{
    private static readonly DateTimeOffset Now = TestAuthority.Now;

    [Fact]
    public void Order_PinnedNewerSeenLater_InThatOrder()
    {
        SignerCertificate[] expected =
        [
            Row("pinned last") with { Decision = SignerCertificateDecision.Pinned, DecidedAt = Now.AddDays(2) },
            Row("pinned first") with { Decision = SignerCertificateDecision.Pinned, DecidedAt = Now.AddDays(1), SigningTime = Now.AddDays(9) },
            Row("signed last") with { SigningTime = Now.AddDays(5), DecidedAt = Now.AddDays(-9) },
            Row("signed before") with { SigningTime = Now.AddDays(4), DecidedAt = Now.AddDays(9), LastSeen = Now.AddDays(9) },
            Row("b seen last") with { LastSeen = Now.AddDays(3) },
            Row("a seen before") with { LastSeen = Now.AddDays(2) },
            Row("c") with { LastSeen = Now },
            Row("d") with { LastSeen = Now },
        ];

        foreach (int seed in Enumerable.Range(0, 50))
        {
            SignerCertificate[] shuffled = [.. expected, Row("blocked") with { Decision = SignerCertificateDecision.Blocked, DecidedAt = Now.AddDays(9), SigningTime = Now.AddDays(9) }];
            new Random(seed).Shuffle(shuffled);

            SignerCertificatePreference.Order(shuffled).Select(row => row.Sha256).Should().Equal(expected.Select(row => row.Sha256));
        }
    }

    [Theory]
    [InlineData("tenant")]
    [InlineData("address")]
    [InlineData("certificate")]
    public void Merge_RowsOfDifferentKeys_AreNotMerged(string what)
    {
        SignerCertificate other = what switch
        {
            "tenant" => Row("a") with { Tenant = "other" },
            "address" => Row("a") with { Address = "bob@customer.example" },
            _ => Row("b"),
        };

        FluentActions.Invoking(() => SignerCertificateMerge.Merge(Row("a"), other)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Merge_SightingsThatDifferInTheirIssuersAlone_AnyOrderGivesTheSame()
    {
        SignerCertificate one = Row("a") with { Issuers = [new byte[] { 1 }, new byte[] { 2 }] };
        SignerCertificate two = Row("a") with { Issuers = [new byte[] { 1 }, new byte[] { 3 }] };
        SignerCertificate three = Row("a") with { Issuers = [new byte[] { 0 }, new byte[] { 9 }] };

        Last(one, two).Should().Be(3);
        Last(two, one).Should().Be(3);
        Last(one, three).Should().Be(2);
        Last(three, one).Should().Be(2);

        static byte Last(SignerCertificate left, SignerCertificate right) => SignerCertificateMerge.Merge(left, right).Issuers[1].Span[0];
    }

    [Fact]
    public async Task ListAddressesAsync_Pages_BeginAfterTheLast()
    {
        var cache = new InMemorySignerCertificateCache();
        foreach (string address in new[] { "c@x.example", "a@x.example", "b@x.example" })
        {
            await cache.StoreAsync(Row("a") with { Address = address }, CancellationToken.None);
        }

        (await cache.ListAddressesAsync("acme", null, 2, CancellationToken.None)).Should().Equal("a@x.example", "b@x.example");
        (await cache.ListAddressesAsync("acme", "b@x.example", 2, CancellationToken.None)).Should().Equal("c@x.example");
        (await cache.ListAddressesAsync("acme", null, 1, CancellationToken.None)).Should().Equal("a@x.example");
        (await cache.ListAddressesAsync("other", null, 2, CancellationToken.None)).Should().BeEmpty();
        await FluentActions.Awaiting(() => cache.ListAddressesAsync("acme", null, 0, CancellationToken.None)).Should().ThrowAsync<ArgumentOutOfRangeException>();
        (await cache.ForgetAsync("acme", "a@x.example", CancellationToken.None)).Should().Be(1);
        (await cache.ForgetAsync("acme", "a@x.example", CancellationToken.None)).Should().Be(0);
        (await cache.ForgetTenantAsync("acme", CancellationToken.None)).Should().Be(2);
        (await cache.ForgetTenantAsync("acme", CancellationToken.None)).Should().Be(0);
    }

    private static SignerCertificate Row(string sha256) => new()
    {
        Tenant = "acme",
        Address = "alice@customer.example",
        Sha256 = sha256,
        Certificate = new byte[] { 1 },
        SigningCertificate = new byte[] { 1 },
        FirstSeen = Now,
        LastSeen = Now,
    };
}
