using Microsoft.EntityFrameworkCore;
using MimeKit;
using MiniDesk.Data;
using SmimeHelpdesk;

namespace MiniDesk.Mail.Outbound;

/// <summary>Takes composed mail for sending, and lets an agent decide about mail that may have been sent.</summary>
internal sealed class Outbox(IDbContextFactory<DeskContext> contexts, MailSignals signals, TimeProvider time)
{
    /// <summary>A composed message as a row, exactly as it will travel: any change to its body would break the signature.</summary>
    public OutboundMail Row(string mailbox, OutgoingMessage message)
    {
        FormatOptions options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        using var raw = new MemoryStream();
        message.Message.WriteTo(options, raw);
        return new OutboundMail
        {
            Mailbox = mailbox,
            Sender = message.Sender.Address,
            Recipients = string.Join('\n', message.Recipients.Select(recipient => recipient.Address)),
            Raw = raw.ToArray(),
            CreatedAt = time.GetUtcNow(),
            State = OutboundState.Ready,
        };
    }

    public void Wake() => signals.Outbox.Set();

    /// <summary>Sends a mail again that may have been sent, or was refused; the recipient can see that it is a repetition.</summary>
    public async Task<bool> RepeatAsync(long id, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        OutboundMail? mail = await context.Outbound.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (mail is not { State: OutboundState.MayHaveBeenSent or OutboundState.Refused })
        {
            return false;
        }

        byte[] marked = mail.State is OutboundState.Refused ? mail.Raw : RepetitionMark.Add(mail.Raw, mail.Sender, time.GetUtcNow());
        int changed = await context.Outbound.Where(row => row.Id == id && row.State == mail.State && row.Repeats == mail.Repeats).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, OutboundState.Ready).SetProperty(row => row.Raw, marked).SetProperty(row => row.Repeats, mail.Repeats + 1)
                .SetProperty(row => row.NotBefore, time.GetUtcNow()).SetProperty(row => row.LastError, (string?)null),
            cancellationToken);
        Wake();
        return changed == 1;
    }
}
