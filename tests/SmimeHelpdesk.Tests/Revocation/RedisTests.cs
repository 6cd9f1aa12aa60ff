using System.Diagnostics;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>Servers that share answers through a real <see cref="HybridCache"/> and a real Redis.</summary>
[Collection(CpuTime.Name)]
public sealed class RedisTests
{
    private const int Mails = 120;
    private static readonly byte[] Entity = Mail.Crlf("Content-Type: text/plain\n\nHello\n");

    [Fact]
    public async Task CheckAsync_SecondServer_TakesTheAnswerOfTheFirst()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using ServiceProvider one = Services(redis);
        await using ServiceProvider two = Services(redis);
        static RevocationOptions Patient(RevocationOptions options) => options with { CacheTimeout = TimeSpan.FromSeconds(5) };
        await using var first = new CheckCase(Patient, one.GetRequiredService<HybridCache>());
        await using var second = new CheckCase(Patient, two.GetRequiredService<HybridCache>());
        TestIdentity alice = RevocationPki.Issue(first.Server.Url + "/crl");
        first.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing, revoked: [(alice.Certificate, 1)]));

        (await first.AskAsync(alice)).Status.Should().Be(RevocationStatus.Revoked);
        (await second.AskAsync(alice)).Status.Should().Be(RevocationStatus.Revoked);

        first.Server.Requests.Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenAsync_RedisDiesInTheMiddle_NoVerdictIsWrongAndReceivingStaysFast(bool freeze)
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using ServiceProvider services = Services(redis);
        await using var test = new CheckCase(cache: services.GetRequiredService<HybridCache>());
        byte[] crl = RevocationPki.Crl(TestAuthority.Issuing);
        TestIdentity[] people = [.. Enumerable.Range(0, 2 * Mails).Select(i => RevocationPki.Issue($"{test.Server.Url}/{i}"))];
        byte[] listed = RevocationPki.Crl(TestAuthority.Issuing, revoked: [.. people.Where((_, i) => i % 3 == 0).Select(person => (person.Certificate, 1))]);
        test.Server.Handler = (path, _, stream, token) => LoopbackServer.WriteAsync(stream, "200 OK", int.Parse(path[1..], System.Globalization.CultureInfo.InvariantCulture) % 3 == 0 ? listed : crl, token);
        byte[][] mails = [.. people.Select(person => SignedMail.Sign(Entity, by: person))];
        Desk desk = new(SmimePolicy.Default with { Revocation = RevocationMode.HardFail }, TrustAnchors.FromCertificates([TestAuthority.Issuing.Certificate]), revocation: test.Checker);
        await ReceiveAsync(desk, mails, 0, 10);
        TimeSpan with = await ReceiveAsync(desk, mails, 10, Mails);

        await (freeze ? redis.FreezeAsync() : redis.KillAsync());
        TimeSpan without = await ReceiveAsync(desk, mails, Mails, 2 * Mails);

        (without - with).Should().BeLessThan(TimeSpan.FromMilliseconds(150), $"p99 was {with.TotalMilliseconds} ms, and {without.TotalMilliseconds} ms after");
    }

    // The time of the hundredth part that waits longest: with so few mails, the slowest of all.
    private static async Task<TimeSpan> ReceiveAsync(Desk desk, byte[][] mails, int from, int to)
    {
        TimeSpan slowest = TimeSpan.Zero;
        for (int i = from; i < to; i++)
        {
            var watch = Stopwatch.StartNew();
            using OpenedMessage opened = await desk.OpenAsync(mails[i]);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            opened.Signature.Reason.Should().Be(i % 3 == 0 ? SignatureReason.CertificateRevoked : SignatureReason.None);
        }

        return slowest;
    }

    private static ServiceProvider Services(RedisServer redis)
    {
        var services = new ServiceCollection();
        services.AddStackExchangeRedisCache(options => options.Configuration = redis.Configuration);
        services.AddHybridCache();
        return services.BuildServiceProvider();
    }
}
