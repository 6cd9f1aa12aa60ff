using Microsoft.Playwright;
using SmimeHelpdesk.MiniDesk.Tests.Support;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Browser;

/// <summary>Pictures of each page for people to look at, in artifacts/screenshots.</summary>
public sealed class ScreenshotTests(Chromium chromium, DemoDesk desk) : IClassFixture<DemoDesk>
{
    private static readonly string Folder = Repository.PathOf("artifacts/screenshots");

    [Theory]
    [InlineData("en", 1100, "")]
    [InlineData("de", 1100, "-de")]
    [InlineData("en", 390, "-phone")]
    public async Task EachPage_IsTaken(string language, int width, string suffix)
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, language, width);
        IPage page = await session.NewPageAsync();
        foreach ((string name, string path) in new[]
        {
            ("tickets", "/tickets"), ("mailboxes", "/mailboxes"), ("mailbox", "/mailboxes/1"), ("customers", "/customers"), ("customer", "/customers/alice%40customer.example"),
            ("health", "/health"), ("demo", "/demo"), ("error", "/nothing"),
        })
        {
            await page.GotoAsync(path);
            await TakeAsync(page, name + suffix);
        }

        foreach ((string name, string subject) in new[]
        {
            ("signed", "Printer out of order"), ("forged", "Change of bank account"), ("undecryptable", "[...]"), ("forwarded", "Fwd: Approved"), ("hostile", "You have won"),
        })
        {
            await DemoDesk.OpenTicketAsync(page, subject);
            await page.Locator(".verdict > summary").First.ClickAsync();
            await TakeAsync(page, "ticket-" + name + suffix);
        }

        await DemoDesk.OpenReplyAsync(page, "Printer out of order");
        await TakeAsync(page, "reply-both" + suffix);
        await page.FillAsync("#cc", "somebody@elsewhere.example");
        await page.Locator("button[formaction='?handler=Check']").ClickAsync();
        await TakeAsync(page, "reply-cc" + suffix);
        await DemoDesk.OpenReplyAsync(page, "An offer, please");
        await TakeAsync(page, "reply-no-sign" + suffix);

        await DemoDesk.OpenReplyAsync(page, "Door code for the technician");
        await page.FillAsync("#text", "The door code is 4711.");
        await page.Locator("button[formaction='?handler=Send']").ClickAsync();
        await TakeAsync(page, "ticket-answered" + suffix);
        await page.Locator(".message.sent footer a").Last.ClickAsync();
        await TakeAsync(page, "outgoing-mail" + suffix);
        await page.GotoAsync("/outgoing");
        await TakeAsync(page, "outgoing" + suffix);
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Folder);
        byte[] picture = await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png"), FullPage = true });
        picture.Length.Should().BeGreaterThan(5000, name);
    }
}
