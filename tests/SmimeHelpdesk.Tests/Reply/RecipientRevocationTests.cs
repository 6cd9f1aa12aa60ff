using System.Collections.Concurrent;
using System.Diagnostics;
using SmimeHelpdesk.Tests.Revocation;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>However many recipients a reply has, and however many certificates each of them, it waits once.</summary>
[Collection(CpuTime.Name)]
public sealed class RecipientRevocationTests
{
    private const int Count = 12;
    private static readonly string[] Names = [.. Enumerable.Range(0, Count).Select(i => $"r{i}@customer.example")];
    private static readonly ReplyRecipients All = new() { To = [Names[0]], Cc = Names[1..6], Bcc = Names[6..] };
    private static readonly SmimePolicy Hard = SmimePolicy.Default with { Revocation = RevocationMode.HardFail };
    private static readonly TrustAnchors Issuing = TrustAnchors.FromCertificates([TestAuthority.Issuing.Certificate]);

    [Fact]
    public async Task GetAvailabilityAsync_EveryAuthorityHangs_TakesOneTotalForAllRecipientsAndRounds()
    {
        await using var servers = new Servers((_, _, _, token) => Task.Delay(Timeout.Infinite, token));
        var options = new RevocationOptions { PrivateHosts = ["127.0.0.1"], AttemptTimeout = TimeSpan.FromSeconds(1), TotalTimeout = TimeSpan.FromSeconds(2), FailuresBeforeBreak = 100 };
        using var checker = new RevocationChecker(options, null, new ManualTime(TestAuthority.Now));
        var desk = new Desk(Hard, Issuing, source: new AddressBook(address => servers.Certificates(address, perRecipient: 3)), revocation: checker);
        await desk.AddAsync(ReplyCase.Mailbox);
        var watch = Stopwatch.StartNew();

        ReplyAvailability can = await desk.Composer.GetAvailabilityAsync(Desk.Address, All, CancellationToken.None);

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(4), "three rounds of two seconds each would be six");
        can.Recipients.Should().HaveCount(Count).And.OnlyContain(recipient => recipient.Encrypt == EncryptAvailability.RevocationUnknown);
        servers.Asked.Should().BeGreaterThanOrEqualTo(8, "they are asked side by side");
    }

    [Fact]
    public async Task ComposeAsync_SomeAuthoritiesHang_TheOthersAreAskedMeanwhile()
    {
        await using var servers = new Servers((path, _, stream, token) => path.StartsWith("/r1", StringComparison.Ordinal)
            ? Task.Delay(Timeout.Infinite, token)
            : LoopbackServer.WriteAsync(stream, "200 OK", RevocationPki.Crl(TestAuthority.Issuing), token));
        var options = new RevocationOptions { PrivateHosts = ["127.0.0.1"], AttemptTimeout = TimeSpan.FromSeconds(2), TotalTimeout = TimeSpan.FromSeconds(3) };
        using var checker = new RevocationChecker(options, null, new ManualTime(TestAuthority.Now));
        var desk = new Desk(Hard with { MixedRecipients = MixedRecipients.Split }, Issuing, source: new AddressBook(address => servers.Certificates(address, perRecipient: 1)), revocation: checker);
        await desk.AddAsync(ReplyCase.Mailbox);

        using ComposedReply reply = await desk.Composer.ComposeAsync(
            ReplyCase.Draft with { Recipients = All }, ReplyContext.ForNewMail(Desk.Address), ReplyProtection.Encrypt, CancellationToken.None);

        reply.LeftOut.Select(recipient => recipient.Address).Should().BeEquivalentTo(Names.Where(name => name.StartsWith("r1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task GetAvailabilityAsync_ManyRecipients_AreAskedAFewAtOnceAndToldTheTimeThatIsSpent()
    {
        var checker = new CountingChecker();
        await using var servers = new Servers((_, _, _, _) => Task.CompletedTask);
        var desk = new Desk(Hard, source: new AddressBook(address => servers.Certificates(address, perRecipient: 1)), revocation: checker);

        await desk.Composer.GetAvailabilityAsync(Desk.Address, All, CancellationToken.None);

        checker.Spent.Should().HaveCount(Count);
        checker.MostAtOnce.Should().BeInRange(2, 8);
        checker.Spent.Order().Last().Should().BeGreaterThan(CountingChecker.Answering * 0.9, "the last have waited for the first");
    }

    private sealed class AddressBook(Func<string, IReadOnlyList<RecipientCertificate>> find) : IRecipientCertificateSource
    {
        public Task<IReadOnlyList<RecipientCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken) => Task.FromResult(find(address));
    }

    /// <summary>An authority's server for each recipient, so that no breaker spares any.</summary>
    private sealed class Servers : IAsyncDisposable
    {
        private readonly Dictionary<string, LoopbackServer> _servers;

        public Servers(Func<string, byte[], Stream, CancellationToken, Task> handler) => _servers = Names.ToDictionary(name => name, _ => new LoopbackServer { Handler = handler });

        public int Asked => _servers.Values.Count(server => server.Requests > 0);

        public IReadOnlyList<RecipientCertificate> Certificates(string address, int perRecipient)
        {
            string url = $"{_servers[address].Url}/{address}";
            return [.. Enumerable.Range(0, perRecipient)
                .Select(i => RevocationPki.Issue($"{url}/{i}a", null, null, address, $"{url}/{i}b", $"{url}/{i}c"))
                .Select(identity => new RecipientCertificate(identity.Certificate.RawData) { Issuers = [TestAuthority.Issuing.Certificate.RawData] })];
        }

        public async ValueTask DisposeAsync()
        {
            foreach (LoopbackServer server in _servers.Values)
            {
                await server.DisposeAsync();
            }
        }
    }

    private sealed class CountingChecker : IRevocationChecker
    {
        private int _now;
        private int _most;

        public static TimeSpan Answering { get; } = TimeSpan.FromMilliseconds(100);

        public ConcurrentBag<TimeSpan> Spent { get; } = [];

        public int MostAtOnce => _most;

        public async Task<RevocationReport> CheckAsync(RevocationRequest request, CancellationToken cancellationToken)
        {
            Spent.Add(request.TimeSpent);
            int now = Interlocked.Increment(ref _now);
            for (int most = _most; now > most && Interlocked.CompareExchange(ref _most, now, most) != most; most = _most)
            {
            }

            await Task.Delay(Answering, cancellationToken);
            Interlocked.Decrement(ref _now);
            return new RevocationReport([new CertificateRevocation { Sha256 = string.Empty, Status = RevocationStatus.Good }]);
        }
    }
}
