using SmimeHelpdesk.Revocation.Fetching;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>All answers about one path share one bound, however many are under way at once.</summary>
public sealed class FetchBudgetTests
{
    [Fact]
    public async Task ReadAsync_BudgetIsUsedUpByAnother_StopsInTheMiddle()
    {
        var budget = new FetchBudget(3 << 20);
        byte[] body = new byte[2 << 20];

        (await ReadAsync(body, budget)).Should().HaveCount(body.Length);
        budget.IsSpent.Should().BeFalse("there is room for one more, if it is small");
        (await ReadAsync(body, budget)).Should().BeNull();
        (budget.IsSpent, budget.IsExceeded).Should().Be((true, true));
    }

    [Fact]
    public async Task ReadAsync_ExactlyWhatIsLeft_IsRead()
    {
        var budget = new FetchBudget(2 << 20);

        (await ReadAsync(new byte[2 << 20], budget)).Should().NotBeNull();
        (budget.IsSpent, budget.IsExceeded).Should().Be((true, false));
    }

    // What one path asked for too much must not close the server to the next.
    [Fact]
    public async Task CheckAsync_PathAskedForTooMuch_LeavesTheServerOpen()
    {
        byte[] crl = RevocationPki.Crl(TestAuthority.Issuing, change: RevocationPki.LongEntry(60_000));
        byte[] junk = new byte[60_000];
        await using var test = new CheckCase(options => options with { MaximumCrlSize = 64_000, FailuresBeforeBreak = 1 });
        test.Server.Handler = (path, _, stream, token) => LoopbackServer.WriteAsync(stream, "200 OK", path == "/crl" ? crl : junk, token);

        TestIdentity greedy = RevocationPki.Issue(test.Server.Url + "/1", null, null, "alice@customer.example", test.Server.Url + "/2", test.Server.Url + "/crl");
        (await test.AskAsync(greedy)).Status.Should().Be(RevocationStatus.Unknown, "two answers were read, and the third is beyond the bound");

        (await test.AskAsync(RevocationPki.Issue(test.Server.Url + "/crl"))).Status.Should().Be(RevocationStatus.Good);
    }

    private static async Task<byte[]?> ReadAsync(byte[] body, FetchBudget budget)
    {
        using var content = new ByteArrayContent(body);
        return await BoundedBody.ReadAsync(content, 10 << 20, budget, CancellationToken.None);
    }
}
