using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using MimeKit;
using MiniDesk.Data;
using MiniDesk.Mail;
using SmimeHelpdesk;

namespace MiniDesk.Pages;

/// <summary>The mailboxes, and a form for another one.</summary>
internal sealed class MailboxListModel(
    IDbContextFactory<DeskContext> contexts, MailboxCredentialManager credentials, MailboxPasswords passwords, MailSignals signals, TimeProvider time, IStringLocalizer<Texts> texts) : PageModel
{
    private readonly List<(DeskMailbox Mailbox, string Word, string Kind)> _rows = [];

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public IReadOnlyList<(DeskMailbox Mailbox, string Word, string Kind)> Rows => _rows;

    public string? Problem { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (DeskMailbox mailbox in await context.Mailboxes.AsNoTracking().OrderBy(row => row.Address).ToListAsync(cancellationToken))
        {
            (string word, string kind) = Describe(await credentials.ListAsync(mailbox.Address, cancellationToken));
            _rows.Add((mailbox, word, kind));
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!MailboxAddress.TryParse(Address, out MailboxAddress? parsed) || !parsed.Address.Contains('@', StringComparison.Ordinal))
        {
            return await RefuseAsync(texts["This is no mail address."], cancellationToken);
        }

        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        string normalized = new Mailbox(parsed.Address).NormalizedAddress;
        if (await context.Mailboxes.AnyAsync(row => row.Address == normalized, cancellationToken))
        {
            return await RefuseAsync(texts["This mailbox is there already."], cancellationToken);
        }

        var mailbox = new DeskMailbox
        {
            Address = normalized,
            DisplayName = DisplayName?.Trim(),
            UserName = string.IsNullOrWhiteSpace(UserName) ? null : UserName.Trim(),
            ProtectedPassword = string.IsNullOrEmpty(Password) ? null : passwords.Protect(Password),
        };
        context.Add(mailbox);
        await context.SaveChangesAsync(cancellationToken);
        signals.Mailboxes.Set();
        TempData["Notice"] = texts["The mailbox was added. Import its certificate now, so that mail can be signed and decrypted."].Value;
        return LocalRedirect($"/mailboxes/{mailbox.Id}");
    }

    private (string Word, string Kind) Describe(IReadOnlyList<MailboxCredentialInfo> known)
    {
        DateTimeOffset now = time.GetUtcNow();
        return known.Where(credential => credential.State is CredentialState.Active && credential.NotAfter > now).ToList() switch
        {
            [] when known.Count == 0 => ("no certificate", "plain"),
            [] => ("no valid certificate", "bad"),
            { } valid when valid.All(credential => credential.NotAfter < now.AddDays(30)) => ("certificate expires soon", "doubt"),
            _ => ("certificate in use", "good"),
        };
    }

    private async Task<PageResult> RefuseAsync(string problem, CancellationToken cancellationToken)
    {
        Problem = problem;
        await OnGetAsync(cancellationToken);
        return Page();
    }
}
