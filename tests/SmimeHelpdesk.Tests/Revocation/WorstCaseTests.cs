using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>What the worst servers add to receiving a mail, with the default bounds. Alone, because memory is the whole process's.</summary>
[Collection(CpuTime.Name)]
public sealed class WorstCaseTests
{
    private const int Urls = 8;
    private static readonly byte[] Entity = Mail.Crlf("Content-Type: text/plain\n\nHello\n");
    private static readonly byte[] Junk = new byte[1 << 16];

    private static readonly Lazy<byte[]> StrangersList = new(() => LargeList(TestAuthority.CreateRoot("Stranger")));
    private static readonly Lazy<byte[]> IssuersList = new(() => LargeList(TestAuthority.Root));

    public static TheoryData<string> Servers => [.. Handlers.Keys];

    private static readonly Dictionary<string, Func<string, byte[], Stream, CancellationToken, Task>> Handlers = new()
    {
        ["hangs"] = (_, _, _, token) => Task.Delay(Timeout.Infinite, token),
        ["one byte a second"] = DripAsync,
        ["endless"] = (_, _, stream, token) => SendAsync(stream, "Connection: close\r\n", 300L << 20, token),
        ["announced as 300 MiB"] = (_, _, stream, token) => SendAsync(stream, "Content-Length: 314572800\r\n", 300L << 20, token),
        ["largest junk"] = (_, _, stream, token) => SendAsync(stream, "Content-Length: 10485760\r\n", 10L << 20, token),
        ["largest list of a stranger"] = (_, _, stream, token) => LoopbackServer.WriteAsync(stream, "200 OK", StrangersList.Value, token),
        ["largest list"] = (_, _, stream, token) => LoopbackServer.WriteAsync(stream, "200 OK", IssuersList.Value, token),
        ["headers without end"] = HeadersAsync,
        ["redirects to another path each time"] = (path, _, stream, token) => LoopbackServer.WriteAsync(stream, "302 Found", [], token, $"Location: {path}x\r\n"),
        ["each in turn"] = (path, body, stream, token) => Handlers!.Values.ElementAt(path.Length % 9)(path, body, stream, token),
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task OpenAsync_WorstServer_AddsAtMostEightSecondsAndFiftyMebibytes(string server)
    {
        await using var listener = new LoopbackServer { Handler = Handlers[server] };
        using var checker = new RevocationChecker(new RevocationOptions { PrivateHosts = ["127.0.0.1"], IssuerHosts = ["127.0.0.1"] }, null, new ManualTime(TestAuthority.Now));
        byte[] mail = Many(listener.Url);
        (StrangersList.Value.Length + IssuersList.Value.Length).Should().BeInRange(19 << 20, 20 << 20);
        using (await new Desk().OpenAsync(mail))
        {
            // The first mail pays for compiled code.
        }

        using var stop = new CancellationTokenSource();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Task<long> peak = WatchAsync(stop.Token);
        var watch = Stopwatch.StartNew();
        using OpenedMessage opened = await new Desk(SmimePolicy.Default with { Revocation = RevocationMode.SoftFail }, revocation: checker, issuers: checker).OpenAsync(mail);
        TimeSpan taken = watch.Elapsed;
        await stop.CancelAsync();

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Signature.Cautions.Should().Equal(SmimeCaution.RevocationUnknown);
        taken.Should().BeLessThan(TimeSpan.FromSeconds(8.5));
        ((await peak - before) >> 20).Should().BeLessThanOrEqualTo(50);
    }

    // A path of four, each with responders and lists at many URLs.
    private static byte[] Many(string url)
    {
        int number = 0;
        string[] Next() => [.. Enumerable.Range(0, Urls).Select(_ => $"{url}/{new string('a', number++)}")];
        TestAuthority issuer = TestAuthority.Root;
        var chain = new List<X509Certificate2>();
        for (int i = 0; i < 3; i++)
        {
            string[] lists = Next();
            string[] responders = Next()[..2];
            issuer = issuer.CreateSubordinate("Asked CA " + i, request => Point(request, lists, responders));
            chain.Add(issuer.Chain[0]);
        }

        string[] mine = Next();
        string[] asked = Next()[..2];
        TestIdentity alice = issuer.Issue(new TestSubject("alice@customer.example") { Key = "RSA-2048", Change = request => Point(request, mine, asked) });
        return SignedMail.Sign(Entity, by: alice, more: [.. chain]);
    }

    private static void Point(CertificateRequest request, string[] lists, string[] responders)
    {
        request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(lists));
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(responders, null));
    }

    private static byte[] LargeList(TestAuthority signer) =>
        RevocationPki.Crl(TestAuthority.Root, signer, change: RevocationPki.ManyEntries(((10 << 20) - 2000) / 27));

    private static async Task DripAsync(string path, byte[] body, Stream stream, CancellationToken token)
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"u8.ToArray(), token);
        while (true)
        {
            await stream.WriteAsync(new byte[1], token);
            await Task.Delay(TimeSpan.FromSeconds(1), token);
        }
    }

    private static async Task HeadersAsync(string path, byte[] body, Stream stream, CancellationToken token)
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), token);
        byte[] line = [.. "X: "u8, .. Enumerable.Repeat((byte)'x', 1000), .. "\r\n"u8];
        while (true)
        {
            await stream.WriteAsync(line, token);
        }
    }

    private static async Task SendAsync(Stream stream, string headers, long size, CancellationToken token)
    {
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{headers}\r\n"), token);
        for (long sent = 0; sent < size; sent += Junk.Length)
        {
            await stream.WriteAsync(Junk, token);
        }
    }

    private static Task<long> WatchAsync(CancellationToken token) => Task.Run(
        async () =>
        {
            long most = 0;
            while (!token.IsCancellationRequested)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
                await Task.Delay(2, CancellationToken.None);
            }

            return most;
        },
        CancellationToken.None);
}
