using System.Globalization;
using System.Text;
using MiniDesk.Data;
using SmimeHelpdesk.MiniDesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Servers;

/// <summary>The power goes when the server has the mail and has not said so.</summary>
public sealed class UncertainSendingTests
{
    private const string Desk = "support@desk.example";

    [Fact]
    public async Task Kill_BeforeTheServersAnswer_IsShownAndRepeatedByTheAgentOnlyMarked()
    {
        using var server = new HoldingSmtpServer();
        using var folder = new TemporaryFolder();
        Dictionary<string, string> settings = Settings(server);
        await using (DeskProcess desk = await DeskProcess.StartAsync(folder.Path, settings))
        {
            using var agent = new DeskClient(desk.Address);
            await agent.PostAsync("/mailboxes", string.Empty, ("Address", Desk), ("Password", "none"));
            await QueueAsync(folder);
            (await server.ReceiveAsync()).Should().NotContain("Resent-");
            await desk.KillAsync();
        }

        server.Answers = true;
        await using DeskProcess again = await DeskProcess.StartAsync(folder.Path, settings);
        using var second = new DeskClient(again.Address);
        await second.UntilAsync("/outgoing", "may have been sent");
        await Task.Delay(3000);
        server.Count.Should().Be(1, "nobody has asked for it to be sent again");

        await second.PostAsync("/outgoing", "Repeat", ("id", "1"));
        string repeated = await server.ReceiveAsync();
        repeated.Should().StartWith("Resent-Date: ").And.Contain("Resent-Message-ID: <").And.Contain("Message-ID: <1@desk.example>");
        await second.UntilAsync("/outgoing", "sent again, marked");
        await second.UntilAsync("/outgoing", ">sent<");
        server.Count.Should().Be(2);
    }

    private static Dictionary<string, string> Settings(HoldingSmtpServer server) => new()
    {
        ["Mail__Imap__Host"] = "127.0.0.1",
        ["Mail__Imap__Port"] = "1",
        ["Mail__Smtp__Host"] = "127.0.0.1",
        ["Mail__Smtp__Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
        ["Mail__Smtp__Security"] = "None",
        ["Mail__Smtp__SignIn"] = "false",
        ["Desk__WorkLeaseSeconds"] = "5",
    };

    private static async Task QueueAsync(TemporaryFolder folder)
    {
        await using DeskContext context = DeskDatabase.Open(folder.Path);
        context.Outbound.Add(new OutboundMail
        {
            Mailbox = Desk,
            Sender = Desk,
            Recipients = "alice@customer.example",
            Raw = Encoding.ASCII.GetBytes("From: support@desk.example\r\nTo: alice@customer.example\r\nSubject: Once\r\nMessage-ID: <1@desk.example>\r\n\r\nOnce\r\n"),
            CreatedAt = DateTimeOffset.UtcNow,
        });
        await context.SaveChangesAsync();
    }
}
