using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;
using MiniDesk.Tickets;

namespace MiniDesk.Mail.Inbound;

/// <summary>Makes tickets of stored mail. A mail is claimed by one instance at a time, and filed in one transaction with its claim.</summary>
internal sealed class InboxWorker(
    IDbContextFactory<DeskContext> contexts, TicketFiler filer, MailSignals signals, DeskSettings settings, TimeProvider time, ILogger<InboxWorker> logger)
    : Worker(signals.Inbox, TimeSpan.FromSeconds(2), logger)
{
    private const int Batch = 20;
    private readonly ILogger<InboxWorker> _logger = logger;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (await DueAsync(cancellationToken) is { Length: > 0 } due)
        {
            foreach (long id in due)
            {
                if (await TakeAsync(id, cancellationToken) is { } mail)
                {
                    await FileAsync(mail, cancellationToken);
                }
            }
        }
    }

    // In the order in which they came. Where two instances reach for the same one, the update below tells one of them to go on.
    private async Task<long[]> DueAsync(CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        return await context.Inbound.Where(mail => mail.State == InboundState.Stored && mail.NotBefore <= now)
            .OrderBy(mail => mail.Id).Select(mail => mail.Id).Take(Batch).ToArrayAsync(cancellationToken);
    }

    private async Task<InboundMail?> TakeAsync(long id, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset until = now + settings.WorkLease;
        int taken = await context.Inbound.Where(mail => mail.Id == id && mail.State == InboundState.Stored && mail.NotBefore <= now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(mail => mail.TakenBy, Instance.Name).SetProperty(mail => mail.NotBefore, until).SetProperty(mail => mail.Attempts, mail => mail.Attempts + 1),
                cancellationToken);
        return taken == 1 ? await context.Inbound.AsNoTracking().SingleAsync(mail => mail.Id == id, cancellationToken) : null;
    }

    private async Task FileAsync(InboundMail mail, CancellationToken cancellationToken)
    {
        try
        {
            if (await filer.FileAsync(mail, cancellationToken) is { } ticket)
            {
                _logger.Filed(mail.Id, ticket);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A mail never makes the library throw; a database or key service that is away does. The mail is there, and waits.
            _logger.NotFiled(mail.Id, mail.Attempts, exception);
            DateTimeOffset later = time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(300, 1 << Math.Min(mail.Attempts, 8)));
            await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
            await context.Inbound.Where(row => row.Id == mail.Id && row.State == InboundState.Stored && row.TakenBy == Instance.Name)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.NotBefore, later), cancellationToken);
        }
    }
}
