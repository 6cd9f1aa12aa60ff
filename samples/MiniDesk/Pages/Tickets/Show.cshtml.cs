using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;
using SmimeHelpdesk;

namespace MiniDesk.Pages;

/// <summary>A ticket with its messages.</summary>
internal sealed class TicketModel(IDbContextFactory<DeskContext> contexts) : PageModel
{
    private Dictionary<long, OutboundState> _sending = [];

    public Ticket Ticket { get; private set; } = null!;

    public IReadOnlyList<TicketMessage> Messages { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Tickets.AsNoTracking().SingleOrDefaultAsync(ticket => ticket.Id == id, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        Ticket = found;
        Messages = await context.Messages.AsNoTracking().AsSplitQuery().Where(message => message.TicketId == id)
            .Include(message => message.Attachments).Include(message => message.Parts).ThenInclude(part => part.Attachments)
            .OrderBy(message => message.Id).ToListAsync(cancellationToken);
        long[] sent = [.. Messages.Select(message => message.OutboundId).OfType<long>()];
        _sending = await context.Outbound.Where(mail => sent.Contains(mail.Id)).ToDictionaryAsync(mail => mail.Id, mail => mail.State, cancellationToken);
        return Page();
    }

    public static string SentWith(ReplyProtection protection) => protection switch
    {
        ReplyProtection.Sign | ReplyProtection.Encrypt => "signed and encrypted",
        ReplyProtection.Sign => "signed",
        ReplyProtection.Encrypt => "encrypted",
        _ => "neither signed nor encrypted",
    };

    public string SendingState(TicketMessage message) =>
        message.OutboundId is { } id && _sending.TryGetValue(id, out OutboundState state) ? OutgoingListModel.Word(state) : "unknown";
}
