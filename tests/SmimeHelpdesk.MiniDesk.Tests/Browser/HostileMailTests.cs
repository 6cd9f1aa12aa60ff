using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using MiniDesk.Demo;
using SmimeHelpdesk.MiniDesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Browser;

public sealed class HostileMailTests(Chromium chromium, DemoDesk desk) : IClassFixture<DemoDesk>
{
    private const string InDesk =
        "document.querySelectorAll('.html script, .html style, .html link, .html form, .html input, .html iframe, .html object, .html embed, .html svg, .html math, .html base, .html meta, .html video, .html audio, .html [style], .html [id], .html [class], .html [name], .html [onerror], .html [onload], .html [background], .html [srcset]').length";

    [Fact]
    public async Task HostileMail_OnEachPage_LoadsNothingAndRunsNothing()
    {
        using var listener = new Collector();
        await desk.DeliverAsync(DemoFolder.Support, HostileMail.Create(DemoFolder.Support, listener.Address));
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address);
        IPage page = await session.NewPageAsync();
        int dialogs = 0;
        var foreign = new List<string>();
        page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(desk.Address.ToString(), StringComparison.Ordinal))
            {
                foreign.Add(request.Url);
            }
        };

        await DemoDesk.OpenTicketAsync(page, listener.Address);
        string ticket = page.Url;
        await page.Locator(".other > summary").ClickAsync();
        await page.WaitForTimeoutAsync(1000);
        (await page.Locator(".html").InnerTextAsync()).Should().Contain("Congratulations").And.Contain("picture not loaded");
        (await page.EvaluateAsync<int>(InDesk)).Should().Be(0);
        page.Url.Should().Be(ticket);
        foreach (string path in new[] { "/tickets", "/customers/mallory%40evil.example", "/tickets?q=won" })
        {
            await page.GotoAsync(path);
        }

        await DemoDesk.OpenReplyAsync(page, listener.Address);
        await page.WaitForTimeoutAsync(500);
        listener.Requests.Should().Be(0);
        dialogs.Should().Be(0);
        foreign.Should().BeEmpty();

        // the proof that the listener listens and this browser reaches it
        await page.GotoAsync(listener.Address + "/");
        listener.Requests.Should().BeGreaterThan(0);
    }

    [Fact]
    public async Task PictureOfTheMail_IsShownFromTheDesk()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenTicketAsync(page, "You have won");
        await page.Locator(".other > summary").ClickAsync();
        ILocator picture = page.Locator(".html img");
        (await picture.CountAsync()).Should().Be(1, "one picture is the mail's own, and the others are not loaded");
        (await picture.GetAttributeAsync("src")).Should().MatchRegex("^/attachments/[0-9]+/picture$");
        (await picture.EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 0")).Should().BeTrue();
    }

    [Fact]
    public async Task Links_OfTheMail_LeaveOpenlyOrNotAtAll()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenTicketAsync(page, "http://tracker.invalid");
        await page.Locator(".other > summary").ClickAsync();
        string[] targets = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.html a[href]')].map(link => link.getAttribute('href') + ' ' + link.rel)");
        targets.Should().Equal("http://tracker.invalid/click noopener noreferrer nofollow");
    }

    [Fact]
    public async Task HostileNames_AreShownAsTextAndSavedAsPlainNames()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenTicketAsync(page, "You have won");
        (await page.Locator(".claimed").First.InnerTextAsync()).Should().StartWith("<script>");
        (await page.InnerTextAsync("main")).Should().NotContain("\u202E");
        string[] names = [.. await page.Locator(".attachments a").AllInnerTextsAsync()];
        names.Should().OnlyContain(name => !name.Contains('/') && !name.Contains("..", StringComparison.Ordinal)).And.Contain("invoicegpj.exe");
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".attachments a").Nth(1).ClickAsync());
        download.SuggestedFilename.Should().NotContainAny("/", "..", "<");
    }

    /// <summary>Counts whoever comes.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private int _requests;

        public Collector()
        {
            _listener.Start();
            _ = AcceptAsync();
        }

        public string Address => "http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Requests => Volatile.Read(ref _requests);

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    using TcpClient client = await _listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _requests);
                    await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"u8.ToArray());
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // the test is over
            }
        }
    }
}
