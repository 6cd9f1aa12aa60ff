using System.Text;
using SmimeHelpdesk.MiniDesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Servers;

/// <summary>A mail server that is away for a while only delays.</summary>
public sealed class OutageTests
{
    private const string Desk = "support@desk.example";
    private const string Alice = "alice@customer.example";

    [Fact]
    public async Task Servers_AwayAndBack_OnlyDelay()
    {
        await using MailServers servers = await MailServers.StartAsync();
        using var folder = new TemporaryFolder();
        await using DeskProcess desk = await DeskProcess.StartAsync(folder.Path, servers.Settings());
        using var agent = new DeskClient(desk.Address);
        await agent.PostAsync("/mailboxes", string.Empty, ("Address", Desk), ("Password", MailServers.Password));
        await servers.SendAsync(Mail("Before"), Alice, Desk);
        await agent.UntilAsync("/tickets", "Before");

        await servers.StopImapAsync();
        await servers.SendAsync(Mail("Meanwhile"), Alice, Desk);
        await servers.StopSmtpAsync();
        (await agent.PostAsync("/tickets/1/reply/1", "Send", ("Form.To", Alice), ("Form.Text", "An answer"))).Should().Contain("The reply is on its way.");
        await agent.UntilAsync("/outgoing", "waiting to be sent");
        (await agent.GetAsync("/outgoing")).Should().NotContain("may have been sent");
        (await agent.GetAsync("/health")).Should().NotContain("Something is wrong");

        await servers.StartSmtpAsync();
        await servers.StartImapAsync();
        await agent.UntilAsync("/tickets", "Meanwhile", 90);
        Encoding.ASCII.GetString(await servers.WaitForMailAsync(Alice)).Should().Contain("An answer");
        await agent.UntilAsync("/outgoing", ">sent<");
    }

    private static byte[] Mail(string subject) =>
        Encoding.ASCII.GetBytes($"From: {Alice}\r\nTo: {Desk}\r\nSubject: {subject}\r\nDate: Mon, 01 Jun 2026 12:00:00 +0000\r\n\r\nHello\r\n");
}
