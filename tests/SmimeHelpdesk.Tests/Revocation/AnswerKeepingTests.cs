using System.Diagnostics;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

public sealed class AnswerKeepingTests
{
    [Fact]
    public async Task CheckAsync_ManyAtOnce_MakeOneRequest()
    {
        await using var test = new CheckCase();
        TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/crl");
        byte[] crl = RevocationPki.Crl(TestAuthority.Issuing);
        test.Server.Handler = async (_, _, stream, token) =>
        {
            await Task.Delay(100, token);
            await LoopbackServer.WriteAsync(stream, "200 OK", crl, token);
        };

        CertificateRevocation[] found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => test.AskAsync(alice)));

        found.Should().OnlyContain(answer => answer.Status == RevocationStatus.Good);
        test.Server.Requests.Should().Be(1);
    }

    [Fact]
    public async Task CheckAsync_KeptAnswer_EndsWithNextUpdate()
    {
        await using var test = new CheckCase(options => options with { RefreshAhead = TimeSpan.FromTicks(1) });
        TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/crl");
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing));
        await test.AskAsync(alice);
        await test.AskAsync(alice);
        test.Server.Requests.Should().Be(1);

        test.Time.Now += TimeSpan.FromDays(7);

        (await test.AskAsync(alice)).Unknown.Should().Be(RevocationUnknownReason.AnswerExpired);
        test.Server.Requests.Should().Be(2);
    }

    [Fact]
    public async Task CheckAsync_NearTheEnd_RefreshesInTheBackground()
    {
        await using var test = new CheckCase();
        TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/crl");
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing));
        await test.AskAsync(alice);
        test.Time.Now += TimeSpan.FromDays(6) - TimeSpan.FromMinutes(30);
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing, thisUpdate: test.Time.Now, nextUpdate: test.Time.Now.AddDays(7), revoked: [(alice.Certificate, 1)]));

        (await test.AskAsync(alice)).Status.Should().Be(RevocationStatus.Good, "nobody waits for the refresh");

        for (int i = 0; i < 100 && (await test.AskAsync(alice)).Status is not RevocationStatus.Revoked; i++)
        {
            await Task.Delay(20);
        }

        (await test.AskAsync(alice)).Status.Should().Be(RevocationStatus.Revoked);
        test.Server.Requests.Should().Be(2);
    }

    [Fact]
    public async Task CheckAsync_SecondServer_TakesTheSharedAnswerAndVerifiesIt()
    {
        var shared = new TestHybridCache();
        await using var first = new CheckCase(cache: shared);
        TestIdentity alice = RevocationPki.Issue(first.Server.Url + "/crl");
        first.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing, revoked: [(alice.Certificate, 1)]));
        await first.AskAsync(alice);
        await using var second = new CheckCase(cache: shared);

        (await second.AskAsync(alice)).Status.Should().Be(RevocationStatus.Revoked);
        first.Server.Requests.Should().Be(1);

        // Whoever writes to the cache cannot unrevoke: what does not verify is fetched again.
        shared.Entries[shared.Entries.Keys.Single()] = RevocationPki.Crl(TestAuthority.Issuing, signer: TestAuthority.CreateRoot("Other"));
        await using var third = new CheckCase(cache: shared);
        (await third.AskAsync(alice)).Status.Should().Be(RevocationStatus.Revoked);
        first.Server.Requests.Should().Be(2);
    }

    [Fact]
    public async Task CheckAsync_UnverifiedAnswer_IsNotKept()
    {
        var shared = new TestHybridCache();
        await using var test = new CheckCase(cache: shared);
        TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/crl");
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing, signer: TestAuthority.CreateRoot("Other"), nextUpdate: TestAuthority.Now.AddYears(10)));
        await test.AskAsync(alice);
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing));

        (await test.AskAsync(alice)).Status.Should().Be(RevocationStatus.Good);
        shared.Entries.Should().ContainSingle();
    }

    [Fact]
    public async Task CheckAsync_SharedCacheDies_CostsOneShortWaitAndNoVerdict()
    {
        var shared = new TestHybridCache { IsDead = true };
        await using var test = new CheckCase(cache: shared);
        byte[] crl = RevocationPki.Crl(TestAuthority.Issuing);
        test.Server.Serve(crl);
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < 20; i++)
        {
            (await test.AskAsync(RevocationPki.Issue($"{test.Server.Url}/{i}"))).Status.Should().Be(RevocationStatus.Good);
        }

        shared.Calls.Should().Be(1, "a cache that failed is passed over for a while");
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
    }
}
