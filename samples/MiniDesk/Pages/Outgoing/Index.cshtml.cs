using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;
using MiniDesk.Mail.Outbound;

namespace MiniDesk.Pages;

internal sealed record OutgoingRow(long Id, string Recipients, OutboundState State, int Repeats, string? LastError, DateTimeOffset CreatedAt);

/// <summary>The outbox. Mail that may have been sent waits for an agent's decision.</summary>
internal sealed class OutgoingListModel(IDbContextFactory<DeskContext> contexts, Outbox outbox) : PageModel
{
    private const int PageSize = 200;

    public IReadOnlyList<OutgoingRow> Mails { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        Mails = await context.Outbound.OrderBy(mail => mail.State == OutboundState.MayHaveBeenSent ? 0 : 1).ThenByDescending(mail => mail.Id).Take(PageSize)
            .Select(mail => new OutgoingRow(mail.Id, mail.Recipients, mail.State, mail.Repeats, mail.LastError, mail.CreatedAt)).ToListAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostRepeatAsync(long id, CancellationToken cancellationToken)
    {
        await outbox.RepeatAsync(id, cancellationToken);
        return LocalRedirect("/outgoing");
    }

    public static string Word(OutboundState state) => state switch
    {
        OutboundState.Ready => "waiting to be sent",
        OutboundState.Sending => "being sent",
        OutboundState.Sent => "sent",
        OutboundState.Refused => "refused by the mail server",
        _ => "may have been sent",
    };

    public static string Kind(OutboundState state) => state switch
    {
        OutboundState.Sent => "good",
        OutboundState.Refused => "bad",
        OutboundState.MayHaveBeenSent => "doubt",
        _ => "plain",
    };
}
