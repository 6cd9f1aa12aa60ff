using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;

namespace MiniDesk.Mail.Inbound;

/// <summary>
/// Stores raw mail, each exactly once. Several instances may read the same mailbox: the database's unique keys decide, and whoever
/// comes second goes on with the next.
/// </summary>
internal sealed class MailIntake(IDbContextFactory<DeskContext> contexts, MailSignals signals, TimeProvider time)
{
    /// <summary>The highest number stored of this mailbox; zero when there is none.</summary>
    public async Task<uint> LastUidAsync(string mailbox, uint uidValidity, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return (uint)(await context.Inbound.Where(mail => mail.Mailbox == mailbox && mail.UidValidity == uidValidity)
            .MaxAsync(mail => (long?)mail.Uid, cancellationToken) ?? 0);
    }

    public async Task StoreAsync(string mailbox, uint uidValidity, uint uid, byte[] raw, CancellationToken cancellationToken)
    {
        var mail = new InboundMail
        {
            Mailbox = mailbox,
            UidValidity = uidValidity,
            Uid = uid,
            Digest = SHA256.HashData(raw),
            Raw = raw,
            ReceivedAt = time.GetUtcNow(),
            State = InboundState.Stored,
        };
        while (!await IsKnownAsync(mail, cancellationToken))
        {
            // The same bytes under another number: the server has numbered the mailbox anew (RFC 9051 section 2.3.1.1).
            InboundMail row = await HasDigestAsync(mail, cancellationToken) ? Trace(mail) : mail;
            if (await TryInsertAsync(row, cancellationToken))
            {
                signals.Inbox.Set();
                return;
            }
        }
    }

    private static InboundMail Trace(InboundMail mail) => new()
    {
        Mailbox = mail.Mailbox,
        UidValidity = mail.UidValidity,
        Uid = mail.Uid,
        ReceivedAt = mail.ReceivedAt,
        State = InboundState.Duplicate,
    };

    private async Task<bool> TryInsertAsync(InboundMail row, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Inbound.Add(row);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            row.Id = 0;

            // Either another instance was faster, which the next look shows; or the database is away, which it throws.
            if (await IsKnownAsync(row, cancellationToken) || await HasDigestAsync(row, cancellationToken))
            {
                return false;
            }

            throw;
        }
    }

    private async Task<bool> IsKnownAsync(InboundMail mail, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Inbound.AnyAsync(
            known => known.Mailbox == mail.Mailbox && known.UidValidity == mail.UidValidity && known.Uid == mail.Uid, cancellationToken);
    }

    private async Task<bool> HasDigestAsync(InboundMail mail, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        return mail.Digest is { } digest
            && await context.Inbound.AnyAsync(known => known.Mailbox == mail.Mailbox && known.Digest == digest, cancellationToken);
    }
}
