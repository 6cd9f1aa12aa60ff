using Microsoft.Playwright;
using MiniDesk.Demo;

namespace SmimeHelpdesk.MiniDesk.Tests.Support;

/// <summary>A desk with the demo's mails, all of them filed.</summary>
public sealed class DemoDesk : IAsyncLifetime
{
    private const int DemoMails = 10;
    private readonly TemporaryFolder _folder = new();
    private DeskProcess? _process;

    internal Uri Address => _process!.Address;

    internal string DataFolder => _folder.Path;

    internal DemoFolder Demo => new(_folder.Path);

    internal string Log => _process!.Log;

    public async ValueTask InitializeAsync()
    {
        _process = await DeskProcess.StartAsync(_folder.Path);
        await WaitForTicketsAsync(DemoMails);
    }

    /// <summary>Puts a mail into the demo's mailbox and waits for its ticket; its page is the answer.</summary>
    internal async Task DeliverAsync(string mailbox, byte[] raw)
    {
        int next = (int)Demo.Mails(mailbox).Max(mail => mail.Uid) + 1;
        int before = TicketCount();
        Demo.Deliver(mailbox, next, raw);
        await WaitForTicketsAsync(before + 1);
    }

    /// <summary>Opens the page of the ticket with this subject.</summary>
    internal static async Task OpenTicketAsync(IPage page, string subject)
    {
        await page.GotoAsync("/tickets");
        await page.Locator(".tickets a", new PageLocatorOptions { HasText = subject }).First.ClickAsync();
    }

    /// <summary>Opens the reply dialog of the last received mail of the ticket with this subject.</summary>
    internal static async Task OpenReplyAsync(IPage page, string subject)
    {
        await OpenTicketAsync(page, subject);
        await page.Locator(".message.received > footer > a").Last.ClickAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private int TicketCount() => Log.Split("has become ticket").Length - 1;

    private async Task WaitForTicketsAsync(int count)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(60);
        while (TicketCount() < count)
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException("The mails have not become tickets: " + Log);
            }

            await Task.Delay(100);
        }
    }
}
