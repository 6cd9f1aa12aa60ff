using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>Issuers that a message left out.</summary>
public sealed class IssuerFetchTests
{
    private static readonly byte[] Entity = Mail.Crlf("Content-Type: text/plain\n\nHello\n");

    [Fact]
    public async Task OpenAsync_ByDefault_AsksNobodyForIssuers()
    {
        await using var test = new CheckCase();
        using OpenedMessage opened = await OpenAsync(test, RevocationPki.IssueWithIssuerUrl(TestAuthority.Issuing, test.Server.Url + "/issuer"));

        opened.Signature.Reason.Should().Be(SignatureReason.UntrustedIssuer);
        test.Server.Requests.Should().Be(0);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("*")]
    public async Task OpenAsync_HostIsListed_CompletesThePathAndTeachesIt(string host)
    {
        await using var test = Fetching(host);
        TestAuthority middle = RevocationPki.SubordinateWithIssuerUrl(TestAuthority.Issuing, "Middle CA", test.Server.Url + "/upper");
        TestIdentity alice = RevocationPki.IssueWithIssuerUrl(middle, test.Server.Url + "/issuer", test.Server.Url + "/crl");
        test.Server.Serve(
            ("/issuer", _ => middle.Certificate.RawData),
            ("/upper", _ => CertificatesOnly(TestAuthority.Issuing.Certificate)),
            ("/crl", _ => RevocationPki.Crl(middle)));

        using OpenedMessage opened = await OpenAsync(test, alice, RevocationMode.SoftFail);

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Signature.Revocation!.Certificates.Should().HaveCount(3);
        opened.Harvest.Status.Should().Be(HarvestStatus.Stored);
        opened.ReplyContext.Issuers.Should().HaveCount(2);
        test.Server.Requests.Should().Be(3);

        using OpenedMessage again = await OpenAsync(test, alice, RevocationMode.SoftFail);
        again.Signature.Status.Should().Be(SignatureStatus.Valid);
        test.Server.Requests.Should().Be(3, "what was fetched is kept");
    }

    [Fact]
    public async Task OpenAsync_AnotherHost_IsNotAsked()
    {
        await using var test = Fetching("aia.corp.example");
        using OpenedMessage opened = await OpenAsync(test, RevocationPki.IssueWithIssuerUrl(TestAuthority.Issuing, test.Server.Url + "/issuer"));

        opened.Signature.Reason.Should().Be(SignatureReason.UntrustedIssuer);
        test.Server.Requests.Should().Be(0);
    }

    [Fact]
    public async Task OpenAsync_PrivateAddress_IsRefusedWhateverTheName()
    {
        await using var server = new LoopbackServer();
        using var checker = new RevocationChecker(new RevocationOptions { IssuerHosts = ["*"] }, null, new ManualTime(TestAuthority.Now), null, (_, _) => Task.FromResult(new[] { System.Net.IPAddress.Loopback }));
        TestIdentity alice = RevocationPki.IssueWithIssuerUrl(TestAuthority.Issuing, server.Url.Replace("127.0.0.1", "rebound.example", StringComparison.Ordinal) + "/issuer");

        (await checker.FindAsync(Question(alice), CancellationToken.None)).Should().BeEmpty();
        server.Requests.Should().Be(0);
    }

    [Fact]
    public async Task OpenAsync_BrokenSignatureOrOtherReasons_CauseNoRequest()
    {
        await using var test = Fetching("*");
        TestIdentity alice = RevocationPki.IssueWithIssuerUrl(TestAuthority.Issuing, test.Server.Url + "/issuer");
        byte[] altered = SignedMail.Sign(Entity, by: alice, withIssuer: false);
        altered[altered.AsSpan().IndexOf("Hello"u8)] ^= 1;
        byte[] others = System.Text.Encoding.Latin1.GetBytes(System.Text.Encoding.Latin1.GetString(SignedMail.Sign(Entity, by: alice, withIssuer: false)).Replace("From: alice@", "From: mallory@", StringComparison.Ordinal));
        Desk desk = MakeDesk(test, RevocationMode.SoftFail);

        using OpenedMessage broken = await desk.OpenAsync(altered);
        using OpenedMessage foreign = await desk.OpenAsync(others);

        broken.Signature.Status.Should().Be(SignatureStatus.Invalid);
        foreign.Signature.Findings.Should().Contain(finding => finding.Reason == SignatureReason.AddressMismatch);
        test.Server.Requests.Should().Be(0);
    }

    [Fact]
    public async Task OpenAsync_WrongFiles_ChangeNothing()
    {
        byte[][] answers = [TestAuthority.CreateRoot("Test Issuing CA").Certificate.RawData, TestAuthority.Root.Certificate.RawData, "<html>"u8.ToArray(), [], CertificatesOnly(TestAuthority.Root.Certificate)];
        foreach (byte[] answer in answers)
        {
            await using var test = Fetching("*");
            test.Server.Serve(answer);
            using OpenedMessage opened = await OpenAsync(test, RevocationPki.IssueWithIssuerUrl(TestAuthority.Issuing, test.Server.Url + "/issuer"));

            opened.Signature.Reason.Should().Be(SignatureReason.UntrustedIssuer);
        }
    }

    [Fact]
    public async Task OpenAsync_FetchedChainOfAStranger_IsNotTrusted()
    {
        await using var test = Fetching("*");
        TestAuthority foreign = TestAuthority.CreateRoot("Foreign Root");
        TestAuthority middle = RevocationPki.SubordinateWithIssuerUrl(foreign, "Foreign CA", test.Server.Url + "/root");
        test.Server.Serve(("/issuer", _ => middle.Certificate.RawData), ("/root", _ => foreign.Certificate.RawData));

        using OpenedMessage opened = await OpenAsync(test, RevocationPki.IssueWithIssuerUrl(middle, test.Server.Url + "/issuer", test.Server.Url + "/crl"), RevocationMode.HardFail);

        opened.Signature.Reason.Should().Be(SignatureReason.UntrustedIssuer);
        opened.Harvest.Status.Should().Be(HarvestStatus.NotStored);
        test.Server.Requests.Should().BeLessThanOrEqualTo(2, "nobody is asked whether a stranger is revoked");
    }

    [Fact]
    public async Task OpenAsync_SlowIssuerThenHangingList_ShareOneTime()
    {
        var total = TimeSpan.FromSeconds(4);
        await using var test = new CheckCase(options => options with { IssuerHosts = ["*"], AttemptTimeout = total, TotalTimeout = total });
        test.Server.Handler = async (path, _, stream, token) =>
        {
            await Task.Delay(path == "/issuer" ? total * 0.6 : Timeout.InfiniteTimeSpan, token);
            await LoopbackServer.WriteAsync(stream, "200 OK", TestAuthority.Issuing.Certificate.RawData, token);
        };
        TestIdentity alice = RevocationPki.IssueWithIssuerUrl(TestAuthority.Issuing, test.Server.Url + "/issuer", test.Server.Url + "/crl");
        var watch = System.Diagnostics.Stopwatch.StartNew();

        using OpenedMessage opened = await OpenAsync(test, alice, RevocationMode.SoftFail);

        watch.Elapsed.Should().BeLessThan(total * 1.35);
        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Signature.Cautions.Should().Contain(SmimeCaution.RevocationUnknown);
        test.Server.Requests.Should().Be(2);
    }

    [Fact]
    public async Task OpenAsync_EndlessClimb_Ends()
    {
        await using var test = Fetching("*");
        TestAuthority authority = TestAuthority.CreateRoot("Level 0");
        var files = new List<(string, Func<byte[], byte[]>)>();
        for (int i = 1; i <= 10; i++)
        {
            authority = RevocationPki.SubordinateWithIssuerUrl(authority, "Level " + i, $"{test.Server.Url}/{i - 1}");
            byte[] certificate = authority.Certificate.RawData;
            files.Add(("/" + i, _ => certificate));
        }

        test.Server.Serve([.. files]);
        using OpenedMessage opened = await OpenAsync(test, RevocationPki.IssueWithIssuerUrl(authority, test.Server.Url + "/10"));

        opened.Signature.Status.Should().Be(SignatureStatus.Indeterminate);
        test.Server.Requests.Should().Be(3);
    }

    private static CheckCase Fetching(string host) => new(options => options with { IssuerHosts = [host] });

    private static byte[] CertificatesOnly(X509Certificate2 certificate) => new X509Certificate2Collection(certificate).Export(X509ContentType.Pkcs7)!;

    private static IssuerRequest Question(TestIdentity identity) => new()
    {
        Certificate = identity.Certificate.RawData, Anchors = TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]), At = TestAuthority.Now,
    };

    private static Desk MakeDesk(CheckCase test, RevocationMode mode) => new(SmimePolicy.Default with { Revocation = mode }, revocation: test.Checker, issuers: test.Checker);

    private static async Task<OpenedMessage> OpenAsync(CheckCase test, TestIdentity by, RevocationMode mode = RevocationMode.Off) =>
        await MakeDesk(test, mode).OpenAsync(SignedMail.Sign(Entity, by: by, withIssuer: false));
}
