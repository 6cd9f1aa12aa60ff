using System.Net;
using System.Text.RegularExpressions;
using SmimeHelpdesk.MiniDesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Desk;

public sealed partial class WebSecurityTests(DemoDesk desk) : IClassFixture<DemoDesk>
{
    private static readonly string[] Posts =
    [
        "/language", "/mailboxes", "/mailboxes/1?handler=Text", "/mailboxes/1?handler=File", "/mailboxes/1?handler=Delete", "/mailboxes/1?handler=Password",
        "/mailboxes/1?handler=Activate", "/mailboxes/1?handler=Retire",
        "/customers/alice%40customer.example?handler=Pin", "/customers/alice%40customer.example?handler=Unpin", "/customers/alice%40customer.example?handler=Block",
        "/customers/alice%40customer.example?handler=Unblock", "/customers/alice%40customer.example?handler=Forget", "/outgoing?handler=Repeat",
        "/tickets/1/reply/1?handler=Check", "/tickets/1/reply/1?handler=Send", "/tickets/1/reply/1?handler=AskForSignature",
    ];

    public static TheoryData<string> Forms => [.. Posts];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Post_WithoutToken_IsRefused(string path)
    {
        using HttpClient client = Client();
        using var form = new FormUrlEncodedContent([new("address", "a@b.example"), new("sha256", new string('0', 64)), new("id", "1")]);
        using HttpResponseMessage response = await client.PostAsync(new Uri(path, UriKind.Relative), form);
        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Forms_OfThePages_AreAllTried()
    {
        using HttpClient client = Client();
        var handlers = new HashSet<string>();
        foreach (string path in new[] { "/tickets", "/mailboxes", "/mailboxes/1", "/customers/alice%40customer.example", "/tickets/1/reply/1", "/outgoing" })
        {
            string page = await client.GetStringAsync(new Uri(path, UriKind.Relative));
            handlers.UnionWith(HandlerPattern().Matches(page).Select(match => match.Groups[1].Value));
            Regex.Count(page, "<form[^>]*method=\"post\"").Should().Be(Regex.Count(page, "__RequestVerificationToken"), path + ": each form carries its token");
        }

        handlers.Should().BeSubsetOf(Posts.Where(post => post.Contains('=', StringComparison.Ordinal)).Select(post => post.Split('=')[1]));
        handlers.Count.Should().BeGreaterThan(6);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\t//evil.example")]
    public async Task LanguageSwitch_ToElsewhere_StaysInTheDesk(string target)
    {
        using HttpClient client = Client();
        string token = await TokenAsync(client, "/tickets");
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("culture", "de"), new("returnTo", target)]);
        using HttpResponseMessage response = await client.PostAsync(new Uri("/language", UriKind.Relative), form);
        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().Should().Be("/tickets");
    }

    [Theory]
    [InlineData("/tickets")]
    [InlineData("/tickets/10")]
    [InlineData("/tickets/1/reply/1")]
    [InlineData("/mailboxes/1")]
    [InlineData("/nothing")]
    [InlineData("/attachments/1")]
    public async Task EachAnswer_CarriesTheSecurityHeaders(string path)
    {
        using HttpClient client = Client();
        using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative));
        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().Contain("default-src 'none'").And.NotContain("unsafe").And.NotContain("http").And.NotContain("*");
        response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        response.Headers.GetValues("X-Frame-Options").Should().Equal("DENY");
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        string body = await response.Content.ReadAsStringAsync();
        body.Should().NotMatchRegex("(?i)<script[ >](?!alert)").And.NotMatchRegex("(?i)<[^>]+ style=");
    }

    [Fact]
    public async Task Attachment_OfAnyKind_IsSavedAndNeverShown()
    {
        using HttpClient client = Client();
        for (int id = 1; id <= 4; id++)
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri("/attachments/" + id, UriKind.Relative));
            response.Content.Headers.ContentType!.MediaType.Should().Be("application/octet-stream");
            response.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        }
    }

    [Fact]
    public async Task Upload_BeyondTheLimit_IsRefused()
    {
        using HttpClient client = Client();
        string token = await TokenAsync(client, "/mailboxes/1");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/mailboxes/1?handler=File", UriKind.Relative)) { Content = Upload(token, 20 << 20) };
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await client.SendAsync(request);
        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);

        using MultipartFormDataContent smaller = Upload(token, 2 << 20);
        using HttpResponseMessage second = await client.PostAsync(new Uri("/mailboxes/1?handler=File", UriKind.Relative), smaller);
        second.StatusCode.Should().Be(HttpStatusCode.OK);
        (await second.Content.ReadAsStringAsync()).Should().Contain("That is more than may be uploaded.");
    }

    [Theory]
    [InlineData("/demo/credentials/..%2froot.pem")]
    [InlineData("/demo/credentials/../customers/alice@customer.example.pem")]
    [InlineData("/demo/credentials/..%2fcustomers%2falice@customer.example.pem")]
    public async Task DemoFile_ByAPath_IsNotFound(string path)
    {
        using HttpClient client = Client();
        using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static MultipartFormDataContent Upload(string token, int size) => new()
    {
        { new StringContent(token), "__RequestVerificationToken" },
        { new ByteArrayContent(new byte[size]), "files", "big.p12" },
    };

    private HttpClient Client() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true }) { BaseAddress = desk.Address };

    private static async Task<string> TokenAsync(HttpClient client, string path)
    {
        string page = await client.GetStringAsync(new Uri(path, UriKind.Relative));
        return TokenPattern().Match(page).Groups[1].Value;
    }

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();

    [GeneratedRegex("handler=([A-Za-z]+)")]
    private static partial Regex HandlerPattern();
}
