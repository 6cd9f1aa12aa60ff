using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using MiniDesk.Data;
using SmimeHelpdesk;

namespace MiniDesk.Pages;

/// <summary>What is known of a customer, and an administrator's decisions about it.</summary>
internal sealed class CustomerModel(SignerCertificateManager signers, IDbContextFactory<DeskContext> contexts) : PageModel
{
    public string Address { get; private set; } = string.Empty;

    public IReadOnlyList<SignerCertificateInfo> Certificates { get; private set; } = [];

    public IReadOnlyList<Ticket> Tickets { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string address, CancellationToken cancellationToken)
    {
        if (!IsAddress(address))
        {
            return NotFound();
        }

        Address = address;
        Certificates = await signers.ListAsync(address, cancellationToken);
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        Tickets = await context.Tickets.AsNoTracking().Where(ticket => ticket.Customer == address).OrderByDescending(ticket => ticket.UpdatedAt).Take(50).ToListAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostPinAsync(string address, string sha256, CancellationToken cancellationToken) =>
        DecideAsync(address, customer => signers.PinAsync(customer, sha256, cancellationToken));

    public Task<IActionResult> OnPostUnpinAsync(string address, string sha256, CancellationToken cancellationToken) =>
        DecideAsync(address, customer => signers.UnpinAsync(customer, sha256, cancellationToken));

    public Task<IActionResult> OnPostBlockAsync(string address, string sha256, CancellationToken cancellationToken) =>
        DecideAsync(address, customer => signers.BlockAsync(customer, sha256, cancellationToken));

    public Task<IActionResult> OnPostUnblockAsync(string address, string sha256, CancellationToken cancellationToken) =>
        DecideAsync(address, customer => signers.UnblockAsync(customer, sha256, cancellationToken));

    public Task<IActionResult> OnPostForgetAsync(string address, CancellationToken cancellationToken) =>
        DecideAsync(address, customer => signers.ForgetAsync(customer, cancellationToken));

    private async Task<IActionResult> DecideAsync(string address, Func<Mailbox, Task> decide)
    {
        if (!IsAddress(address))
        {
            return NotFound();
        }

        await decide(address);
        return LocalRedirect("/customers/" + Uri.EscapeDataString(address));
    }

    private static bool IsAddress(string address) =>
        MailboxAddress.TryParse(address, out MailboxAddress? parsed) && parsed.Address.Contains('@', StringComparison.Ordinal) && string.Equals(parsed.Address, address, StringComparison.Ordinal);
}
