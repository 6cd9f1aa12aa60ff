using Microsoft.Playwright;
using SmimeHelpdesk.MiniDesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Browser;

public sealed class CustomerPageTests(Chromium chromium, DemoDesk desk) : IClassFixture<DemoDesk>
{
    [Fact]
    public async Task Decisions_OneAfterTheOther_AreKeptAndWork()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, script: false);
        IPage page = await session.NewPageAsync();
        await page.GotoAsync("/customers");
        (await page.Locator(".cards li").AllInnerTextsAsync()).Should().Equal("alice@customer.example");
        await page.Locator(".cards a").ClickAsync();
        await page.ClickAsync("text='Pin'");
        (await page.Locator("h3 .badge").AllInnerTextsAsync()).Should().Equal("preferred", "pinned");
        await page.ClickAsync("text='Unpin'");
        (await page.Locator("h3 .badge").AllInnerTextsAsync()).Should().Equal("preferred");

        await page.ClickAsync("text='Block'");
        (await page.Locator("h3 .badge").AllInnerTextsAsync()).Should().Equal("blocked");
        await DemoDesk.OpenReplyAsync(page, "Printer out of order");
        (await page.IsEnabledAsync("#encrypt")).Should().BeFalse("nothing is encrypted to a blocked certificate");

        await page.GotoAsync("/customers/alice%40customer.example");
        await page.ClickAsync("text='Unblock'");
        await DemoDesk.OpenReplyAsync(page, "Printer out of order");
        (await page.IsEnabledAsync("#encrypt")).Should().BeTrue();

        await page.GotoAsync("/customers/alice%40customer.example");
        await page.ClickAsync("text=Forget this customer");
        await page.ClickAsync("button >> text='Forget'");
        (await page.Locator(".credential").CountAsync()).Should().Be(0);
        (await page.Locator(".plain-list li").CountAsync()).Should().BeGreaterThan(2, "the tickets stay");
    }
}
