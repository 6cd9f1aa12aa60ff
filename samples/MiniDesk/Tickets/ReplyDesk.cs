using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;
using MiniDesk.Mail.Outbound;
using SmimeHelpdesk;

namespace MiniDesk.Tickets;

/// <summary>What an agent has written and ticked.</summary>
internal sealed record ReplyOrder(ReplyDraft Draft, ReplyProtection Protection);

/// <summary>Composes replies and files them: the mails into the outbox and the agent's text into the ticket, together or not at all.</summary>
internal sealed class ReplyDesk(IDbContextFactory<DeskContext> contexts, SmimeReplyComposer composer, Outbox outbox, TimeProvider time)
{
    public Task<ReplyAvailability> GetAvailabilityAsync(TicketMessage answered, ReplyRecipients? recipients, CancellationToken cancellationToken) =>
        composer.GetAvailabilityAsync(ContextOf(answered), recipients, cancellationToken);

    /// <summary>Sends exactly what was ticked.</summary>
    /// <exception cref="ReplyProtectionUnavailableException">A ticked box is not available any more.</exception>
    /// <exception cref="PlaintextReplyRefusedException">An encrypted mail would be answered in clear without consent.</exception>
    public async Task SendAsync(Ticket ticket, TicketMessage answered, ReplyOrder order, CancellationToken cancellationToken)
    {
        using ComposedReply reply = await composer.ComposeAsync(order.Draft, ContextOf(answered), order.Protection, cancellationToken);
        await FileAsync(ticket, order.Draft, reply, cancellationToken);
    }

    /// <summary>Sends "please write us a signed mail", protected as far as it can be.</summary>
    public async Task AskForSignatureAsync(Ticket ticket, TicketMessage answered, ReplyDraft request, CancellationToken cancellationToken)
    {
        using ComposedReply reply = await composer.ComposeAutomaticAsync(request, ContextOf(answered), cancellationToken);
        await FileAsync(ticket, request, reply, cancellationToken);
    }

    public static ReplyContext ContextOf(TicketMessage message) =>
        ReplyContext.FromJson(message.ReplyContext ?? throw new InvalidOperationException("Only received mail can be answered."));

    private async Task FileAsync(Ticket ticket, ReplyDraft draft, ComposedReply reply, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        foreach (OutgoingMessage outgoing in reply.Messages)
        {
            OutboundMail mail = outbox.Row(ticket.Mailbox, outgoing);
            context.Outbound.Add(mail);
            await context.SaveChangesAsync(cancellationToken);
            context.Messages.Add(new TicketMessage
            {
                TicketId = ticket.Id,
                OutboundId = mail.Id,
                MessageId = outgoing.Message.MessageId,
                From = ticket.Mailbox,
                Recipients = mail.Recipients.Replace("\n", ", ", StringComparison.Ordinal),
                Subject = PlainText.Line(draft.Subject ?? ticket.Subject, 900),
                At = time.GetUtcNow(),
                Text = draft.TextBody ?? string.Empty,
                Search = PlainText.Searchable(draft.TextBody),
                SentWith = reply.Protection,
            });
        }

        DateTimeOffset now = time.GetUtcNow();
        await context.Tickets.Where(row => row.Id == ticket.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.UpdatedAt, now), cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        outbox.Wake();
    }
}
