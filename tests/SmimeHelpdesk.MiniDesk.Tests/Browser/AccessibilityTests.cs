using Microsoft.Playwright;
using SmimeHelpdesk.MiniDesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Browser;

public sealed class AccessibilityTests(Chromium chromium, DemoDesk desk) : IClassFixture<DemoDesk>
{
    private const string Unlabelled =
        "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(field => field.labels.length === 0 && !field.ariaLabel).map(field => field.outerHTML)";

    private const string DoubleIds = "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)";

    // WCAG 2.1 criterion 1.4.3: 4.5 to 1 for text; what is disabled is excepted.
    private const string LowContrast =
        """
        () => {
          const parse = color => { const m = color.match(/[\d.]+/g).map(Number); return { r: m[0], g: m[1], b: m[2], a: m[3] ?? 1 }; };
          const channel = value => { value /= 255; return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
          const light = c => 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b);
          const over = (top, below) => ({ r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1 });
          const ground = element => { const own = parse(getComputedStyle(element).backgroundColor); return own.a === 1 || !element.parentElement ? own.a === 0 ? { r: 255, g: 255, b: 255, a: 1 } : own : over(own, ground(element.parentElement)); };
          const bad = [];
          for (const element of document.body.querySelectorAll('*')) {
            const hasText = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
            if (!hasText || element.closest('[disabled]') || !element.checkVisibility()) { continue; }
            if (element.matches('.box input:disabled + label')) { continue; }
            const [a, b] = [light(over(parse(getComputedStyle(element).color), ground(element))), light(ground(element))].sort((x, y) => y - x);
            if ((a + 0.05) / (b + 0.05) < 4.5) { bad.push(element.outerHTML.slice(0, 120)); }
          }
          return bad;
        }
        """;

    public static TheoryData<string> Paths => ["/tickets", "/tickets/1", "/tickets/3", "/tickets/9", "/tickets/10", "/mailboxes", "/mailboxes/1", "/customers", "/customers/alice%40customer.example", "/outgoing", "/health", "/demo", "/nothing", "/tickets/1/reply/1"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_IsLabelledReadableAndFitsAPhone(string path)
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, width: 360);
        IPage page = await session.NewPageAsync();
        await page.GotoAsync(path);
        (await page.EvaluateAsync<string[]>(Unlabelled)).Should().BeEmpty();
        (await page.EvaluateAsync<string[]>(DoubleIds)).Should().BeEmpty();
        (await page.EvaluateAsync<string[]>(LowContrast)).Should().BeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(360);
        (await page.Locator("h1:not([aria-level])").CountAsync()).Should().Be(1);
        (await page.Locator("html").GetAttributeAsync("lang")).Should().Be("en");
    }

    [Fact]
    public async Task Keyboard_FromTheTop_ReachesContentAndSendsTheReply()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenReplyAsync(page, "Printer out of order");
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("document.activeElement.className")).Should().Be("skip");
        var reached = new List<string>();
        for (int step = 0; step < 40; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.innerText"));
        }

        reached.Should().ContainInOrder("to", "cc", "Check recipients", "text", "sign", "encrypt", "quote", "files", "Send");
    }

    [Fact]
    public async Task Language_ByBrowserAndBySwitch_IsGerman()
    {
        await using IBrowserContext session = await chromium.NewSessionAsync(desk.Address, "de", script: false);
        IPage page = await session.NewPageAsync();
        await DemoDesk.OpenTicketAsync(page, "Printer out of order");
        (await page.Locator("html").GetAttributeAsync("lang")).Should().Be("de");
        (await page.Locator(".message .line").First.InnerTextAsync()).Should().StartWith("Signiert von alice@customer.example");
        string here = page.Url;
        await page.Locator(".language button[value=en]").ClickAsync();
        page.Url.Should().Be(here, "the switch comes back to the page");
        (await page.Locator(".message .line").First.InnerTextAsync()).Should().StartWith("Signed by");
    }
}
