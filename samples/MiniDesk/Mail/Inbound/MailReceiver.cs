using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;

namespace MiniDesk.Mail.Inbound;

/// <summary>One connection for each mailbox, made again whenever it is lost.</summary>
internal sealed class MailReceiver(
    IDbContextFactory<DeskContext> contexts, IMailSource source, MailSignals signals, ReceiverStatus status, TimeProvider time, ILogger<MailReceiver> logger)
    : Worker(signals.Mailboxes, TimeSpan.FromSeconds(15), logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<int, Task> _receivers = new();
    private readonly ILogger<MailReceiver> _logger = logger;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (DeskMailbox mailbox in await context.Mailboxes.AsNoTracking().ToListAsync(cancellationToken))
        {
            _ = _receivers.GetOrAdd(mailbox.Id, _ => Task.Run(() => KeepReceivingAsync(mailbox.Id, cancellationToken), cancellationToken));
        }
    }

    private async Task KeepReceivingAsync(int id, CancellationToken cancellationToken)
    {
        TimeSpan pause = TimeSpan.FromSeconds(1);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                DateTimeOffset start = time.GetUtcNow();
                DeskMailbox mailbox = await ReadAsync(id, cancellationToken);
                _logger.Receiving(id);
                status.Set(id, null, start);
                await source.ReceiveAsync(mailbox, cancellationToken);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // What was received is stored, so that nothing but time is lost.
                status.Set(id, exception.Message, time.GetUtcNow());
                _logger.ServerAway(id, exception.Message, pause);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private async Task<DeskMailbox> ReadAsync(int id, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Mailboxes.AsNoTracking().SingleAsync(mailbox => mailbox.Id == id, cancellationToken);
    }
}
