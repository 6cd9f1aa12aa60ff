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
    private const int Mails = 600;
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
        await PrepareAsync(servers, folder, settings);

        var random = new Random(20);
        int filedBefore = 0;
        int sentBefore = 0;
        int interrupted = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            await using DeskProcess desk = await DeskProcess.StartAsync(folder.Path, settings);
            await UntilProgressAsync(folder, filedBefore, sentBefore);
            await Task.Delay(random.Next(120));
            await desk.KillAsync();
            (int filed, int sent) = await ProgressAsync(folder);
            interrupted += filed < Mails || sent < Mails ? 1 : 0;
            filed.Should().BeGreaterThanOrEqualTo(filedBefore);
            (filedBefore, sentBefore) = (filed, sent);
        }

        interrupted.Should().BeGreaterThan(Kills / 2, "the kills must have come in the middle of the work");
        await using DeskProcess last = await DeskProcess.StartAsync(folder.Path, settings);
        await ExpectAllReceivedOnceAsync(folder);
        await ExpectAllSentOnceOrMarkedAsync(servers, folder);
    }

    // However quick the machine is: the work has begun, and most of it is left.
    private static async Task UntilProgressAsync(TemporaryFolder folder, int filedBefore, int sentBefore)
    {
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30))
        {
            (int filed, int sent) = await ProgressAsync(folder);
            if (filed > filedBefore || sent > sentBefore || (filed == Mails && sent == Mails))
            {
                return;
            }

            await Task.Delay(5);
        }
    }

    private static async Task<(int Filed, int Sent)> ProgressAsync(TemporaryFolder folder)
    {
        await using DeskContext context = DeskDatabase.Open(folder.Path);
        return (await context.Tickets.CountAsync(), await context.Outbound.CountAsync(mail => mail.State == OutboundState.Sent));
    }

    private static async Task PrepareAsync(MailServers servers, TemporaryFolder folder, Dictionary<string, string> settings)
    {
        await using (DeskProcess first = await DeskProcess.StartAsync(folder.Path, settings))
        {
            using var agent = new DeskClient(first.Address);
            await agent.PostAsync("/mailboxes", string.Empty, ("Address", Desk), ("Password", MailServers.Password));
        }

        await servers.FillAsync(Desk, Enumerable.Range(1, Mails).Select(number => Mail(Customer, Desk, number)));
        await using DeskContext context = DeskDatabase.Open(folder.Path);
        context.Outbound.AddRange(Enumerable.Range(1, Mails).Select(number => new OutboundMail
        {
            Mailbox = Desk,
            Sender = Desk,
            Recipients = Customer,
            Raw = Mail(Desk, Customer, number),
            CreatedAt = DateTimeOffset.UtcNow,
        }));
        await context.SaveChangesAsync();
    }

    private static byte[] Mail(string from, string to, int number) => Encoding.ASCII.GetBytes(
        $"From: {from}\r\nTo: {to}\r\nSubject: Mail {number}\r\nMessage-ID: <{number}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}>\r\nDate: Mon, 01 Jun 2026 12:00:00 +0000\r\n\r\nNumber {number}\r\n");

    private static async Task ExpectAllReceivedOnceAsync(TemporaryFolder folder)
    {
        await DeskDatabase.UntilAsync(
            async () =>
            {
                await using DeskContext context = DeskDatabase.Open(folder.Path);
                return await context.Inbound.CountAsync(mail => mail.State == InboundState.Filed) >= Mails;
            },
            "not all mails were filed");
        await using DeskContext context = DeskDatabase.Open(folder.Path);
        (await context.Tickets.Select(ticket => ticket.Subject).ToListAsync()).Should().BeEquivalentTo(Enumerable.Range(1, Mails).Select(number => "Mail " + number));
        (await context.Messages.CountAsync()).Should().Be(Mails);
    }

    private static async Task ExpectAllSentOnceOrMarkedAsync(MailServers servers, TemporaryFolder folder)
    {
        await DeskDatabase.UntilAsync(
            async () =>
            {
                await using DeskContext context = DeskDatabase.Open(folder.Path);
                return !await context.Outbound.AnyAsync(mail => mail.State != OutboundState.Sent);
            },
            "not all mails were sent");
        List<MimeMessage> arrived = [];
        await DeskDatabase.UntilAsync(
            async () =>
            {
                arrived = [.. (await servers.FetchAsync(Customer)).Select(raw => MimeMessage.Load(new MemoryStream(raw)))];
                return arrived.DistinctBy(mail => mail.MessageId).Count() == Mails;
            },
            "not all mails have arrived",
            60);
        arrived.GroupBy(mail => mail.MessageId).Should().OnlyContain(same => same.Count(mail => mail.ResentMessageId == null) <= 1, "whatever comes twice says so");
    }
}
