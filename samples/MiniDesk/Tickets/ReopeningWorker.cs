using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;
using MiniDesk.Mail;
using SmimeHelpdesk;

namespace MiniDesk.Tickets;

/// <summary>Opens mail again that waited for a key or an issuer: when one was imported, and every hour.</summary>
internal sealed class ReopeningWorker(
    IDbContextFactory<DeskContext> contexts, SmimeMessageReopener reopener, MailSignals signals, ILogger<ReopeningWorker> logger)
    : Worker(signals.Reopening, TimeSpan.FromHours(1), logger)
{
    private readonly ILogger<ReopeningWorker> _logger = logger;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (ReopenedMessage again in reopener.ReopenAsync(WaitingAsync(cancellationToken), cancellationToken))
        {
            using (again)
            {
                if (again.Message is { } opened)
                {
                    await ReplaceAsync(long.Parse(again.Id, CultureInfo.InvariantCulture), opened, cancellationToken);
                    count++;
                }
            }
        }

        if (count > 0)
        {
            _logger.Reopened(count);
        }
    }

    private async IAsyncEnumerable<StoredMessage> WaitingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await context.Inbound.Where(mail => mail.Waiting != null).Select(mail => new { mail.Id, mail.Waiting }).ToListAsync(cancellationToken);
        foreach (var mail in waiting)
        {
            yield return new StoredMessage(
                mail.Id.ToString(CultureInfo.InvariantCulture), MissingPieces.FromJson(mail.Waiting!), token => RawAsync(mail.Id, token));
        }
    }

    private async Task<Stream> RawAsync(long id, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return new MemoryStream(await context.Inbound.Where(mail => mail.Id == id).Select(mail => mail.Raw).SingleAsync(cancellationToken), writable: false);
    }

    private async Task ReplaceAsync(long id, OpenedMessage opened, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        TicketMessage message = await context.Messages.Include(row => row.Parts).Include(row => row.Attachments).SingleAsync(row => row.InboundId == id, cancellationToken);
        message.Attachments.Clear();
        message.Parts.Clear();
        TicketContent.Fill(message, opened);
        InboundMail mail = await context.Inbound.SingleAsync(row => row.Id == id, cancellationToken);
        mail.Waiting = opened.Missing.CanHelp ? opened.Missing.ToJson() : null;
        Ticket ticket = await context.Tickets.SingleAsync(row => row.Id == message.TicketId, cancellationToken);
        if (!await context.Messages.AnyAsync(row => row.TicketId == ticket.Id && row.Id < message.Id, cancellationToken))
        {
            ticket.Subject = message.Subject;
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
