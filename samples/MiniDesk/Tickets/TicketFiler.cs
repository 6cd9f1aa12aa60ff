using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;
using MiniDesk.Mail;
using SmimeHelpdesk;

namespace MiniDesk.Tickets;

/// <summary>Raw mail in, ticket out.</summary>
internal sealed class TicketFiler(IDbContextFactory<DeskContext> contexts, SmimeMessageOpener opener)
{
    /// <summary>Opens a mail and files it, in one transaction with the claim on it: whatever happens, it becomes exactly one message.</summary>
    /// <returns>The ticket's number; null when another instance has filed it meanwhile.</returns>
    public async Task<int?> FileAsync(InboundMail mail, CancellationToken cancellationToken)
    {
        using var raw = new MemoryStream(mail.Raw, writable: false);
        using OpenedMessage opened = await opener.OpenAsync(raw, mail.Mailbox, cancellationToken);
        var message = new TicketMessage { InboundId = mail.Id, At = mail.ReceivedAt };
        TicketContent.Fill(message, opened);

        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        string? waiting = opened.Missing.CanHelp ? opened.Missing.ToJson() : null;
        int mine = await context.Inbound.Where(row => row.Id == mail.Id && row.State == InboundState.Stored && row.TakenBy == Instance.Name)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, InboundState.Filed).SetProperty(row => row.Waiting, waiting), cancellationToken);
        if (mine == 0)
        {
            return null;
        }

        Ticket ticket = await FindTicketAsync(context, mail.Mailbox, opened.Headers, cancellationToken) ?? NewTicket(mail, message);
        ticket.UpdatedAt = message.At;
        ticket.Messages.Add(message);
        context.Update(ticket);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ticket.Id;
    }

    private static Ticket NewTicket(InboundMail mail, TicketMessage message) => new()
    {
        Mailbox = mail.Mailbox,
        Customer = message.From ?? string.Empty,
        Subject = message.Subject,
        CreatedAt = message.At,
    };

    // An answer joins its ticket when it names a mail of it and comes from its customer; the reference alone can be copied by anybody.
    private static async Task<Ticket?> FindTicketAsync(DeskContext context, string mailbox, MessageHeaders headers, CancellationToken cancellationToken)
    {
        string[] references = [.. headers.References.Append(headers.InReplyTo).OfType<string>().TakeLast(20)];
        if (references.Length == 0 || headers.From is not { } from)
        {
            return null;
        }

        int? id = await context.Messages.Where(message => references.Contains(message.MessageId)).Select(message => message.TicketId).FirstOrDefaultAsync(cancellationToken);
        return await context.Tickets.SingleOrDefaultAsync(ticket => ticket.Id == id && ticket.Mailbox == mailbox && ticket.Customer == from, cancellationToken);
    }
}
