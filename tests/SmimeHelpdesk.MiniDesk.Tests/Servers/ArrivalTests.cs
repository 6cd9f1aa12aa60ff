using System.Globalization;
using SmimeHelpdesk.MiniDesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Servers;

public sealed class ArrivalTests
{
    [Fact]
    public async Task Mail_ThatComesWhileOthersAreRead_DoesNotWaitForTheNext()
    {
        using var server = new BusyImapServer(Mail("First"), Mail("Second"), Mail("Third"));
        using var folder = new TemporaryFolder();
        await using DeskProcess desk = await DeskProcess.StartAsync(folder.Path, new Dictionary<string, string>
        {
            ["Mail__Imap__Host"] = "127.0.0.1",
            ["Mail__Imap__Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail__Imap__Security"] = "None",
            ["Mail__Smtp__Host"] = "127.0.0.1",
            ["Mail__Smtp__Port"] = "1",
            ["Mail__Smtp__Security"] = "None",
        });
        using var agent = new DeskClient(desk.Address);

        await agent.PostAsync("/mailboxes", string.Empty, ("Address", "support@desk.example"), ("Password", "any"));

        await agent.UntilAsync("/tickets", "Third");
        (await agent.GetAsync("/tickets")).Should().Contain("First").And.Contain("Second");
    }

    private static string Mail(string subject) =>
        $"From: alice@customer.example\r\nTo: support@desk.example\r\nSubject: {subject}\r\nDate: Mon, 01 Jun 2026 12:00:00 +0000\r\n\r\nHello\r\n";
}
