using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;
using MiniDesk.Tickets;
using SmimeHelpdesk;

namespace MiniDesk.Pages;

internal sealed record TicketRow(Ticket Ticket, TicketMessage? Latest, bool IsAnswered);

/// <summary>The list of tickets.</summary>
internal sealed class TicketListModel(IDbContextFactory<DeskContext> contexts) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Only { get; set; }

    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    public IReadOnlyList<TicketRow> Rows { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<Ticket> found = Choose(context.Tickets.AsNoTracking());
        List<Ticket> tickets = await found.OrderByDescending(ticket => ticket.UpdatedAt).ThenByDescending(ticket => ticket.Id)
            .Skip(Math.Max(0, From)).Take(PageSize + 1).ToListAsync(cancellationToken);
        HasMore = tickets.Count > PageSize;
        int[] ids = [.. tickets.Take(PageSize).Select(ticket => ticket.Id)];
        var messages = await context.Messages.AsNoTracking().Where(message => message.TicketId != null && ids.Contains(message.TicketId.Value))
            .Select(message => new { message.Id, message.TicketId, message.InboundId, message.Signature, message.Encryption }).ToListAsync(cancellationToken);
        Rows = [.. tickets.Take(PageSize).Select(ticket =>
        {
            var own = messages.Where(message => message.TicketId == ticket.Id).OrderBy(message => message.Id).ToList();
            var latest = own.LastOrDefault(message => message.InboundId is not null);
            return new TicketRow(
                ticket, latest is null ? null : new TicketMessage { Signature = latest.Signature, Encryption = latest.Encryption }, own is [.., { InboundId: null }]);
        })];
    }

    private IQueryable<Ticket> Choose(IQueryable<Ticket> tickets)
    {
        if (Q?.Trim() is { Length: > 0 } words)
        {
            string pattern = $"%{PlainText.Searchable(words).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            tickets = tickets.Where(ticket => ticket.Messages.Any(message => EF.Functions.Like(message.Search, pattern, "\\")));
        }

        return Only switch
        {
            "signed" => tickets.Where(ticket => ticket.Messages.Any(message => message.Signature == SignatureStatus.Valid)),
            "encrypted" => tickets.Where(ticket => ticket.Messages.Any(message => message.Encryption != EncryptionStatus.NotEncrypted)),
            "problem" => tickets.Where(ticket => ticket.Messages.Any(message =>
                message.Signature == SignatureStatus.Invalid || message.Signature == SignatureStatus.Indeterminate || message.Encryption == EncryptionStatus.NotDecryptable)),
            _ => tickets,
        };
    }
}
