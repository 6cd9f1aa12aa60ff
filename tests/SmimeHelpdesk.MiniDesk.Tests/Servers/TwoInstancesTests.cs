using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using MiniDesk.Data;
using SmimeHelpdesk.MiniDesk.Tests.Support;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.MiniDesk.Tests.Servers;

/// <summary>Two instances on one PostgreSQL, reading the same mailbox.</summary>
public sealed class TwoInstancesTests
{
    private const int Mails = 500;
    private const int Replies = 200;
    private const string Desk = "support@desk.example";
    private const string Customer = "alice@customer.example";

    [Fact]
    public async Task FiveHundredMails_ByTwoInstances_AreOneTicketEachAndRepliesGoOutOnce()
    {
        PeerProgram.RequireThat(PostgreSqlPrograms.IsInstalled, "the PostgreSQL server is not installed");
        await using PostgreSqlCluster cluster = await PostgreSqlCluster.StartNewAsync();
        string connection = (await cluster.NewDatabaseAsync()).ConnectionString;
        await using MailServers servers = await MailServers.StartAsync();
        using var folder = new TemporaryFolder();
        Dictionary<string, string> settings = servers.Settings();
        settings["ConnectionStrings__Desk"] = connection;
        settings["Desk__KeysFolder"] = Path.Combine(folder.Path, "keys");

        DeskProcess[] desks = await Task.WhenAll(DeskProcess.StartAsync(folder.Path, settings), DeskProcess.StartAsync(folder.Path, settings));
        try
        {
            using var agent = new DeskClient(desks[0].Address);
            await agent.PostAsync("/mailboxes", string.Empty, ("Address", Desk), ("Password", MailServers.Password));
            await servers.FillAsync(Desk, Enumerable.Range(1, Mails).Select(Mail));
            await PostAsync(folder, connection);
            await DeskDatabase.UntilAllAsync(
                async () =>
                {
                    await using DeskContext context = DeskDatabase.Open(folder.Path, connection);
                    return await context.Inbound.CountAsync(mail => mail.State == InboundState.Filed);
                },
                Mails,
                "mails were not filed");

            await using DeskContext database = DeskDatabase.Open(folder.Path, connection);
            (await database.Tickets.Select(ticket => ticket.Subject).ToListAsync()).Should().BeEquivalentTo(Enumerable.Range(1, Mails).Select(number => "Mail " + number));
            (await database.Messages.CountAsync()).Should().Be(Mails);
            await ExpectEachReplyOnceAsync(servers, database);
            desks.Should().OnlyContain(desk => desk.Log.Contains("has become ticket", StringComparison.Ordinal), "both have worked");
        }
        finally
        {
            await Task.WhenAll(desks.Select(desk => desk.DisposeAsync().AsTask()));
        }
    }

    private static async Task PostAsync(TemporaryFolder folder, string connection)
    {
        await using DeskContext context = DeskDatabase.Open(folder.Path, connection);
        context.Outbound.AddRange(Enumerable.Range(1, Replies).Select(number => new OutboundMail
        {
            Mailbox = Desk,
            Sender = Desk,
            Recipients = Customer,
            Raw = Encoding.ASCII.GetBytes($"From: {Desk}\r\nTo: {Customer}\r\nSubject: {number}\r\nMessage-ID: <{number}@desk.example>\r\n\r\nNumber {number}\r\n"),
            CreatedAt = DateTimeOffset.UtcNow,
        }));
        await context.SaveChangesAsync();
    }

    private static async Task ExpectEachReplyOnceAsync(MailServers servers, DeskContext database)
    {
        await DeskDatabase.UntilAllAsync(() => database.Outbound.CountAsync(mail => mail.State == OutboundState.Sent), Replies, "replies were not sent");
        string?[] arrived = [];
        await DeskDatabase.UntilAllAsync(
            async () =>
            {
                arrived = [.. (await servers.FetchAsync(Customer)).Select(raw => MimeMessage.Load(new MemoryStream(raw)).Subject)];
                return arrived.Distinct().Count();
            },
            Replies,
            "replies have not arrived");
        arrived.Should().OnlyHaveUniqueItems();
    }

    private static byte[] Mail(int number) => Encoding.ASCII.GetBytes(
        $"From: customer{number % 7}@customer.example\r\nTo: {Desk}\r\nSubject: Mail {number}\r\nDate: Mon, 01 Jun 2026 12:00:00 +0000\r\n\r\nNumber {number}\r\n");
}
