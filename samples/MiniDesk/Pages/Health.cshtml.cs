using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;
using MiniDesk.Mail.Inbound;
using SmimeHelpdesk;

namespace MiniDesk.Pages;

internal sealed record HealthRow(DeskMailbox Mailbox, string? Problem, MailboxCredentialInfo? Credential, string Word, string Kind, int Days);

/// <summary>What an administrator wants to see at a glance: what waits, and which certificate ends when.</summary>
internal sealed class HealthModel(IDbContextFactory<DeskContext> contexts, MailboxCredentialManager credentials, ReceiverStatus receivers, TimeProvider time) : PageModel
{
    private const int WarningDays = 30;
    private readonly List<HealthRow> _rows = [];

    public IReadOnlyList<HealthRow> Rows => _rows;

    public int Stored { get; private set; }

    public int Waiting { get; private set; }

    public int Ready { get; private set; }

    public int Uncertain { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        Stored = await context.Inbound.CountAsync(mail => mail.State == InboundState.Stored, cancellationToken);
        Waiting = await context.Inbound.CountAsync(mail => mail.Waiting != null, cancellationToken);
        Ready = await context.Outbound.CountAsync(mail => mail.State == OutboundState.Ready || mail.State == OutboundState.Sending, cancellationToken);
        Uncertain = await context.Outbound.CountAsync(mail => mail.State == OutboundState.MayHaveBeenSent, cancellationToken);
        foreach (DeskMailbox mailbox in await context.Mailboxes.AsNoTracking().OrderBy(row => row.Address).ToListAsync(cancellationToken))
        {
            string? problem = receivers.Find(mailbox.Id)?.Problem;
            IReadOnlyList<MailboxCredentialInfo> known = await credentials.ListAsync(mailbox.Address, cancellationToken);
            _rows.AddRange(known.Count > 0
                ? known.Select(credential => Describe(mailbox, problem, credential))
                : [new HealthRow(mailbox, problem, null, "no certificate", "plain", 0)]);
        }
    }

    private HealthRow Describe(DeskMailbox mailbox, string? problem, MailboxCredentialInfo credential)
    {
        int days = (int)Math.Floor((credential.NotAfter - time.GetUtcNow()).TotalDays);
        (string word, string kind) = days switch
        {
            < 0 => ("expired", "bad"),
            < WarningDays => ("ends in {0} days", "doubt"),
            _ => ("good for {0} days", "good"),
        };
        return credential.State is CredentialState.Active
            ? new HealthRow(mailbox, problem, credential, word, kind, days)
            : new HealthRow(mailbox, problem, credential, "reads old mail", "plain", days);
    }
}
