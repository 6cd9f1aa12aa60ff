using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;

namespace MiniDesk.Mail.Outbound;

/// <summary>Sends what is in the outbox, each mail by one instance.</summary>
internal sealed class OutboxWorker(
    IDbContextFactory<DeskContext> contexts, Outbox outbox, IMailTransport transport, MailSignals signals, DeskSettings settings, TimeProvider time, ILogger<OutboxWorker> logger)
    : Worker(signals.Outbox, TimeSpan.FromSeconds(2), logger)
{
    private const int LongestPause = 300;
    private readonly ILogger<OutboxWorker> _logger = logger;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        await FindAbandonedAsync(cancellationToken);
        while (await TakeNextAsync(cancellationToken) is { } mail)
        {
            await SendAsync(mail, cancellationToken);
        }
    }

    // "Sending", and its time is over: whoever sent it has died in between, and nobody knows how far it came.
    private async Task FindAbandonedAsync(CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        await context.Outbound.Where(mail => mail.State == OutboundState.Sending && mail.NotBefore <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, OutboundState.MayHaveBeenSent), cancellationToken);
        if (settings.ResendUncertain)
        {
            foreach (long id in await context.Outbound.Where(mail => mail.State == OutboundState.MayHaveBeenSent).Select(mail => mail.Id).ToListAsync(cancellationToken))
            {
                await outbox.RepeatAsync(id, cancellationToken);
            }
        }
    }

    private async Task<OutboundMail?> TakeNextAsync(CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        while (true)
        {
            DateTimeOffset now = time.GetUtcNow();
            OutboundMail? next = await context.Outbound.AsNoTracking().Where(mail => mail.State == OutboundState.Ready && mail.NotBefore <= now)
                .OrderBy(mail => mail.Id).FirstOrDefaultAsync(cancellationToken);
            if (next is null)
            {
                return null;
            }

            DateTimeOffset until = now + settings.WorkLease;
            int taken = await context.Outbound.Where(mail => mail.Id == next.Id && mail.State == OutboundState.Ready && mail.Attempts == next.Attempts).ExecuteUpdateAsync(
                set => set.SetProperty(mail => mail.State, OutboundState.Sending).SetProperty(mail => mail.TakenBy, Instance.Name)
                    .SetProperty(mail => mail.NotBefore, until).SetProperty(mail => mail.Attempts, next.Attempts + 1),
                cancellationToken);
            if (taken == 1)
            {
                next.Attempts++;
                return next;
            }
        }
    }

    private async Task SendAsync(OutboundMail mail, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        DeskMailbox mailbox = await context.Mailboxes.AsNoTracking().SingleAsync(row => row.Address == mail.Mailbox, cancellationToken);

        // Shorter than the lease, so that no other instance takes it for abandoned while it is still being sent; and a stop of the
        // process does not cut it off in the middle.
        using var patience = new CancellationTokenSource(settings.WorkLease * 0.7);
        Delivery delivery = await transport.SendAsync(mail, mailbox, patience.Token);
        await SettleAsync(context, mail, delivery);
    }

    private async Task SettleAsync(DeskContext context, OutboundMail mail, Delivery delivery)
    {
        OutboundState state = delivery.Outcome switch
        {
            DeliveryOutcome.Sent => OutboundState.Sent,
            DeliveryOutcome.NotYet => OutboundState.Ready,
            DeliveryOutcome.Refused => OutboundState.Refused,
            _ => OutboundState.MayHaveBeenSent,
        };
        DateTimeOffset later = time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(LongestPause, 1 << Math.Min(mail.Attempts, 8)));
        string? problem = delivery.Problem is { Length: > 1000 } text ? text[..1000] : delivery.Problem;
        await context.Outbound.Where(row => row.Id == mail.Id && row.State == OutboundState.Sending && row.TakenBy == Instance.Name && row.Attempts == mail.Attempts).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, state).SetProperty(row => row.NotBefore, later).SetProperty(row => row.LastError, problem),
            CancellationToken.None);
        if (state is OutboundState.Sent)
        {
            _logger.Sent(mail.Id);
        }
        else
        {
            _logger.NotSent(mail.Id, state.ToString(), problem ?? string.Empty);
        }
    }
}
