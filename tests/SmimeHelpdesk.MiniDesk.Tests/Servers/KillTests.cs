using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using MiniDesk.Data;
using SmimeHelpdesk.MiniDesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Servers;

/// <summary>Twenty times the power goes, in the middle of receiving and of sending.</summary>
public sealed class KillTests
{
    private const int Kills = 20;

    // So much is waiting in either direction when a desk starts that no machine is quick enough to finish before the kill.
    private const int Backlog = 300;
    private const string Desk = "support@desk.example";
    private const string Customer = "alice@customer.example";

    [Fact]
    public async Task Kill_TwentyTimes_LosesNothingAndRepeatsNothingUnmarked()
    {
        await using MailServers servers = await MailServers.StartAsync();
        using var folder = new TemporaryFolder();
        Dictionary<string, string> settings = servers.Settings();
        settings["Desk__WorkLeaseSeconds"] = "3";
        settings["Desk__ResendUncertain"] = "true";
        await AddMailboxAsync(folder, settings);

        var random = new Random(20);
        var done = new Progress(0, 0);
        var waiting = new Progress(0, 0);
        for (int kill = 0; kill < Kills; kill++)
        {
            waiting = await FillUpAsync(servers, folder, done, waiting);
            await using DeskProcess desk = await DeskProcess.StartAsync(folder.Path, settings);
            await UntilProgressAsync(folder, done);
            await Task.Delay(random.Next(120));
            await desk.KillAsync();
            Progress now = await ProgressAsync(folder);
            now.Filed.Should().BeInRange(done.Filed, waiting.Filed);
            now.Sent.Should().BeInRange(done.Sent, waiting.Sent);
            now.Should().NotBe(waiting, "the kills must come in the middle of the work");
            done = now;
        }

        await using DeskProcess last = await DeskProcess.StartAsync(folder.Path, settings);
        await ExpectAllReceivedOnceAsync(folder, waiting.Filed);
        await ExpectAllSentOnceOrMarkedAsync(servers, folder, waiting.Sent);
    }

    private static async Task UntilProgressAsync(TemporaryFolder folder, Progress before)
    {
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30) && await ProgressAsync(folder) == before)
        {
            await Task.Delay(5);
        }
    }

    private static async Task<Progress> ProgressAsync(TemporaryFolder folder)
    {
        await using DeskContext context = DeskDatabase.Open(folder.Path);
        return new Progress(await context.Tickets.CountAsync(), await context.Outbound.CountAsync(mail => mail.State == OutboundState.Sent));
    }

    private static async Task AddMailboxAsync(TemporaryFolder folder, Dictionary<string, string> settings)
    {
        await using DeskProcess first = await DeskProcess.StartAsync(folder.Path, settings);
        using var agent = new DeskClient(first.Address);
        await agent.PostAsync("/mailboxes", string.Empty, ("Address", Desk), ("Password", MailServers.Password));
    }

    private static async Task<Progress> FillUpAsync(MailServers servers, TemporaryFolder folder, Progress done, Progress waiting)
    {
        var wanted = new Progress(done.Filed + Backlog, done.Sent + Backlog);
        await servers.FillAsync(Desk, Numbers(waiting.Filed, wanted.Filed).Select(number => Mail(Customer, Desk, number)));
        await using DeskContext context = DeskDatabase.Open(folder.Path);
        context.Outbound.AddRange(Numbers(waiting.Sent, wanted.Sent).Select(number => new OutboundMail
        {
            Mailbox = Desk,
            Sender = Desk,
            Recipients = Customer,
            Raw = Mail(Desk, Customer, number),
            CreatedAt = DateTimeOffset.UtcNow,
        }));
        await context.SaveChangesAsync();
        return wanted;
    }

    private static IEnumerable<int> Numbers(int after, int last) => Enumerable.Range(after + 1, last - after);

    private static byte[] Mail(string from, string to, int number) => Encoding.ASCII.GetBytes(
        $"From: {from}\r\nTo: {to}\r\nSubject: Mail {number}\r\nMessage-ID: <{number}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}>\r\nDate: Mon, 01 Jun 2026 12:00:00 +0000\r\n\r\nNumber {number}\r\n");

    private static async Task ExpectAllReceivedOnceAsync(TemporaryFolder folder, int mails)
    {
        await DeskDatabase.UntilAllAsync(
            async () =>
            {
                await using DeskContext context = DeskDatabase.Open(folder.Path);
                return await context.Inbound.CountAsync(mail => mail.State == InboundState.Filed);
            },
            mails,
            "mails were not filed");
        await using DeskContext context = DeskDatabase.Open(folder.Path);
        (await context.Tickets.Select(ticket => ticket.Subject).ToListAsync()).Should().BeEquivalentTo(Enumerable.Range(1, mails).Select(number => "Mail " + number));
        (await context.Messages.CountAsync()).Should().Be(mails);
    }

    private static async Task ExpectAllSentOnceOrMarkedAsync(MailServers servers, TemporaryFolder folder, int mails)
    {
        await DeskDatabase.UntilAllAsync(
            async () =>
            {
                await using DeskContext context = DeskDatabase.Open(folder.Path);
                return await context.Outbound.CountAsync(mail => mail.State == OutboundState.Sent);
            },
            mails,
            "mails were not sent");
        List<MimeMessage> arrived = [];
        await DeskDatabase.UntilAllAsync(
            async () =>
            {
                arrived = [.. (await servers.FetchAsync(Customer)).Select(raw => MimeMessage.Load(new MemoryStream(raw)))];
                return arrived.DistinctBy(mail => mail.MessageId).Count();
            },
            mails,
            "mails have not arrived");
        arrived.GroupBy(mail => mail.MessageId).Should().OnlyContain(same => same.Count(mail => mail.ResentMessageId == null) <= 1, "whatever comes twice says so");
    }

    private readonly record struct Progress(int Filed, int Sent);
}
