using Microsoft.Playwright;
using SmimeHelpdesk.MiniDesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Browser;

public sealed class TicketPageTests(Chromium chromium, DemoDesk desk) : IClassFixture<DemoDesk>
{
    [Theory]
    [InlineData("Opening hours", "Not signed")]
    [InlineData("Printer out of order", "Signed by alice@customer.example - valid", "signed")]
    [InlineData("Question about an invoice", "Not signed; encrypted", "encrypted")]
    [InlineData("Door code for the technician", "Signed by alice@customer.example - valid; encrypted", "signed", "encrypted")]
    [InlineData("Change of bank account", "Signature invalid: content changed after signing", "signature invalid")]
    [InlineData("[...]", "Encrypted - could not be decrypted: for another certificate", "cannot be decrypted")]
    [InlineData("New here", "Signed by carol@newcomer.example - not verified: issuer not trusted", "signature not verified")]
    [InlineData("Fwd: Approved", "Not signed")]
    public async Task Ticket_OfEachKind_ShowsItsBadgesAndLine(string subject, string line, params string[] badges)
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await page.GotoAsync("/tickets");
        ILocator row = page.Locator(".tickets a", new PageLocatorOptions { HasText = subject }).First;
        (await row.Locator(".badge").AllInnerTextsAsync()).Should().Equal(badges);

        await row.ClickAsync();
        ILocator message = page.Locator(".message.received").First;
        (await message.Locator("> header .verdict > summary .badge").AllInnerTextsAsync()).Should().Equal(badges);
        (await message.Locator("> header .line").InnerTextAsync()).Should().Be(line);
    }

    [Fact]
    public async Task Explanation_OnDemand_HasReasonsAndCertificate()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenTicketAsync(page, "Printer out of order");
        ILocator certificate = page.Locator(".message.received .certificate").First;
        (await certificate.IsVisibleAsync()).Should().BeFalse();

        await page.Keyboard.PressAsync("Tab");
        await page.Locator(".verdict > summary").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        (await certificate.IsVisibleAsync()).Should().BeTrue("the keyboard opens it");
        (await certificate.InnerTextAsync()).Should().Contain("CN=Demo Trust Centre");
        (await page.Locator(".verdict li").First.InnerTextAsync()).Should().Be("The signature is intact and belongs to the sender shown.");
    }

    [Fact]
    public async Task PartOfOtherOrigin_IsApart()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenTicketAsync(page, "Fwd: Approved");
        ILocator part = page.Locator(".message.received > .message.part");
        (await part.Locator(".warning").IsVisibleAsync()).Should().BeTrue();
        (await part.Locator("> .text").InnerTextAsync()).Should().Contain("The purchase is approved.");
        (await page.Locator(".message.received > .text").InnerTextAsync()).Should().NotContain("The purchase is approved.");
    }

    [Theory]
    [InlineData("q=printer", "Printer out of order")]
    [InlineData("q=TECHNICIAN", "Door code for the technician")]
    [InlineData("q=newcomer.example", "New here")]
    [InlineData("only=problem", "New here", "[...]", "Change of bank account")]
    [InlineData("only=encrypted", "[...]", "Door code for the technician", "Question about an invoice")]
    [InlineData("q=%25")]
    public async Task Search_ByWordAndKind_FindsThoseOnly(string query, params string[] subjects)
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await page.GotoAsync("/tickets?" + query);
        (await page.Locator(".tickets .subject").AllInnerTextsAsync()).Should().BeEquivalentTo(subjects);
    }

    [Fact]
    public async Task Attachment_OnClick_IsSavedUnchanged()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenTicketAsync(page, "Printer out of order");
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".attachments a").First.ClickAsync());
        download.SuggestedFilename.Should().Be("test page.txt");
        (await File.ReadAllTextAsync(await download.PathAsync())).Should().Be("(this page intentionally left blank)\n");
    }
}
