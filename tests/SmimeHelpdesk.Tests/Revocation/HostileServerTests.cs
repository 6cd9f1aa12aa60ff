using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using SmimeHelpdesk.Revocation.Fetching;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>What a server may do to whoever asks it.</summary>
public sealed class HostileServerTests
{
    private static readonly TimeSpan Attempt = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task CheckAsync_HungServer_TimesOutAndIsLeftAlone()
    {
        await using var test = Short();
        test.Server.Handler = (_, _, _, token) => Task.Delay(Timeout.Infinite, token);

        for (int i = 0; i < 3; i++)
        {
            (await test.AskAsync(Alice(test))).Unknown.Should().Be(RevocationUnknownReason.TimedOut);
        }

        (await test.AskAsync(Alice(test))).Unknown.Should().Be(RevocationUnknownReason.CircuitOpen);
        test.Server.Requests.Should().Be(3);
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing));
        test.Time.Now += TimeSpan.FromMinutes(2);
        (await test.AskAsync(Alice(test))).Status.Should().Be(RevocationStatus.Good, "after a while the server is tried again");
    }

    [Fact]
    public async Task CheckAsync_OneByteAtATime_TimesOut()
    {
        await using var test = Short();
        test.Server.Handler = async (_, _, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"u8.ToArray(), token);
            while (true)
            {
                await stream.WriteAsync(new byte[1], token);
                await Task.Delay(50, token);
            }
        };

        (await test.AskAsync(Alice(test))).Unknown.Should().Be(RevocationUnknownReason.TimedOut);
    }

    [Fact]
    public async Task CheckAsync_ManySlowServers_TakeNoLongerThanTheTotal()
    {
        await using var test = Short();
        test.Server.Handler = (_, _, _, token) => Task.Delay(Timeout.Infinite, token);
        string[] urls = [.. Enumerable.Range(0, 12).Select(i => $"{test.Server.Url}/{i}")];
        TestAuthority issuing = RevocationPki.Subordinate(urls[0], urls[1]);
        TestIdentity alice = RevocationPki.Issue(urls[2], urls[3], issuing, "alice@customer.example", urls[4..]);
        var watch = Stopwatch.StartNew();

        RevocationReport report = await test.Checker.CheckAsync(RevocationPki.Question(alice), CancellationToken.None);

        report.Status.Should().Be(RevocationStatus.Unknown);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CheckAsync_EndlessBody_IsCutAtTheBound(bool announced)
    {
        await using var test = new CheckCase();
        byte[] piece = new byte[1 << 16];
        long sent = 0;
        test.Server.Handler = async (_, _, stream, token) =>
        {
            string length = announced ? "Content-Length: 314572800\r\n" : string.Empty;
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{length}Connection: close\r\n\r\n"), token);
            for (; sent < 300L << 20; sent += piece.Length)
            {
                await stream.WriteAsync(piece, token);
            }
        };
        TestIdentity alice = Alice(test);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        (await test.AskAsync(alice)).Unknown.Should().Be(RevocationUnknownReason.TooLarge);
        sent.Should().BeLessThan(32 << 20);
        (GC.GetTotalAllocatedBytes(precise: true) - before).Should().BeLessThan(50 << 20);
    }

    [Fact]
    public async Task CheckAsync_CompressedBomb_IsNotUnpacked()
    {
        await using var test = new CheckCase();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[64 << 20]);
        }

        test.Server.Handler = (_, _, stream, token) => LoopbackServer.WriteAsync(stream, "200 OK", packed.ToArray(), token, "Content-Encoding: gzip\r\n");

        (await test.AskAsync(Alice(test))).Unknown.Should().Be(RevocationUnknownReason.Malformed);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://localhost/")]
    [InlineData("http://crl.elsewhere.example/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    public async Task CheckAsync_RedirectElsewhere_IsNotFollowed(string location)
    {
        await using var test = new CheckCase();
        test.Server.Handler = (_, _, stream, token) => LoopbackServer.WriteAsync(stream, "302 Found", [], token, $"Location: {location}\r\n");

        (await test.AskAsync(Alice(test))).Unknown.Should().Be(RevocationUnknownReason.RedirectRefused);
        test.Server.Requests.Should().Be(1);
    }

    [Fact]
    public async Task CheckAsync_RedirectOnTheSameServer_IsFollowedButNotForever()
    {
        await using var test = new CheckCase();
        byte[] crl = RevocationPki.Crl(TestAuthority.Issuing);
        test.Server.Handler = (path, _, stream, token) => path == "/crl"
            ? LoopbackServer.WriteAsync(stream, "301 Moved", [], token, "Location: /new\r\n")
            : LoopbackServer.WriteAsync(stream, "200 OK", crl, token);
        (await test.AskAsync(Alice(test))).Status.Should().Be(RevocationStatus.Good);

        await using var loop = new CheckCase();
        loop.Server.Handler = (_, _, stream, token) => LoopbackServer.WriteAsync(stream, "301 Moved", [], token, "Location: /crl\r\n");
        (await loop.AskAsync(Alice(loop))).Unknown.Should().Be(RevocationUnknownReason.RedirectRefused);
        loop.Server.Requests.Should().BeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task CheckAsync_ErrorsAndClosedPorts_HaveTheirReasons()
    {
        await using var test = new CheckCase();
        (await test.AskAsync(Alice(test))).Unknown.Should().Be(RevocationUnknownReason.HttpError);

        await using var closed = new CheckCase();
        TestIdentity alice = Alice(closed);
        await closed.Server.DisposeAsync();
        (await closed.AskAsync(alice)).Unknown.Should().Be(RevocationUnknownReason.Unreachable);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("rebound.example", "127.0.0.1")]
    [InlineData("rebound.example", "::ffff:127.0.0.1")]
    [InlineData("metadata.example", "169.254.169.254")]
    public async Task CheckAsync_NameOfAPrivateAddress_IsRefusedAfterTheLookUp(string host, string address)
    {
        await using var server = new LoopbackServer();
        using var checker = new RevocationChecker(
            RevocationOptions.Default, null, new Support.ManualTime(TestAuthority.Now), null, (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }));
        TestIdentity alice = RevocationPki.Issue(server.Url.Replace("127.0.0.1", host, StringComparison.Ordinal) + "/crl");

        RevocationReport report = await checker.CheckAsync(RevocationPki.Question(alice), CancellationToken.None);

        report.Certificates[0].Unknown.Should().Be(RevocationUnknownReason.AddressRefused);
        server.Requests.Should().Be(0);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    public void Is_KnownAddresses_AreToldApart(string address, bool expected) => PublicAddress.Is(IPAddress.Parse(address)).Should().Be(expected);

    [Fact]
    public void Allowed_PublicAndPrivateAddressesOfOneName_LeavesThePublicOnes()
    {
        IPAddress[] both = [IPAddress.Loopback, IPAddress.Parse("8.8.8.8"), IPAddress.IPv6Loopback, IPAddress.Parse("169.254.169.254")];

        GuardedConnection.Allowed(both, isPrivateAllowed: false).Should().Equal(IPAddress.Parse("8.8.8.8"));
        GuardedConnection.Allowed(both, isPrivateAllowed: true).Should().Equal(both);
    }

    // A second look-up could be answered with an address that was not checked.
    [Fact]
    public async Task CheckAsync_NameOfAServer_IsLookedUpOnceAndThatAddressIsConnectedTo()
    {
        await using var server = new LoopbackServer();
        server.Serve(RevocationPki.Crl(TestAuthority.Issuing));
        int lookUps = 0;
        var options = new RevocationOptions { PrivateHosts = ["crl.corp.example"] };
        using var checker = new RevocationChecker(options, null, new Support.ManualTime(TestAuthority.Now), null, (_, _) => Task.FromResult(
            Interlocked.Increment(ref lookUps) == 1 ? [IPAddress.Loopback] : Array.Empty<IPAddress>()));
        TestIdentity alice = RevocationPki.Issue(server.Url.Replace("127.0.0.1", "crl.corp.example", StringComparison.Ordinal) + "/crl");

        RevocationReport report = await checker.CheckAsync(RevocationPki.Question(alice), CancellationToken.None);

        report.Certificates[0].Status.Should().Be(RevocationStatus.Good);
        (lookUps, server.Requests).Should().Be((1, 1));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1, false)]
    public async Task CheckAsync_AnswerAtTheDefaultBound_IsTakenAndOneByteMoreIsNot(int excess, bool announced)
    {
        RevocationUnknownReason expected = excess > 0 ? RevocationUnknownReason.TooLarge : RevocationUnknownReason.None;
        await using var test = new CheckCase();
        byte[] crl = OfSize((10 << 20) + excess, padding => RevocationPki.Crl(TestAuthority.Issuing, change: RevocationPki.LongEntry(padding)));
        test.Server.Handler = (_, _, stream, token) => SendAsync(stream, crl, announced, token);
        (await test.AskAsync(Alice(test))).Unknown.Should().Be(expected);

        test.Server.Handler = (_, body, stream, token) => SendAsync(
            stream, OfSize((64 << 10) + excess, padding => RevocationPki.Ocsp(body, TestAuthority.Issuing.Certificate, nonce: new byte[padding])), announced, token);
        (await test.AskAsync(RevocationPki.Issue(ocsp: test.Server.Url + "/ocsp"))).Unknown.Should().Be(expected);
    }

    // A signature of ECDSA is a byte or two longer or shorter each time.
    private static byte[] OfSize(int size, Func<int, byte[]> make)
    {
        int padding = size - 2000;
        for (int i = 0; i < 100; i++)
        {
            byte[] made = make(padding);
            if (made.Length == size)
            {
                return made;
            }

            padding += Math.Abs(size - made.Length) > 2 ? size - made.Length : 0;
        }

        throw new InvalidOperationException("No answer came out at that size.");
    }

    private static async Task SendAsync(Stream stream, byte[] body, bool announced, CancellationToken token)
    {
        string length = announced ? $"Content-Length: {body.Length}\r\n" : string.Empty;
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{length}Connection: close\r\n\r\n"), token);
        await stream.WriteAsync(body, token);
    }

    private static CheckCase Short() => new(options => options with { AttemptTimeout = Attempt, TotalTimeout = TimeSpan.FromSeconds(1) });

    private static TestIdentity Alice(CheckCase test) => RevocationPki.Issue(test.Server.Url + "/crl");
}
