using Microsoft.Playwright;
using SmimeHelpdesk.MiniDesk.Tests.Support;
using SmimeHelpdesk.Tests.Interop;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace SmimeHelpdesk.MiniDesk.Tests.Support;

/// <summary>The system's Chromium, without a window; one for all tests, started when the first asks.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>A browser session with cookies of its own.</summary>
    internal async Task<IBrowserContext> NewSessionAsync(Uri address, string language = "en", int width = 1100, int height = 800, bool script = true)
    {
        _ = PeerProgram.Require("chromium");
        (_, IBrowser browser) = await _started.Value;
        return await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            Locale = language,
            JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            (IPlaywright playwright, IBrowser browser) = await _started.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = PeerProgram.Require("chromium"),
            Headless = true,
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
        return (playwright, browser);
    }
}
