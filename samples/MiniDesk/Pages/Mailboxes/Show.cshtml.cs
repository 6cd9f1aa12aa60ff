using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using MiniDesk.Data;
using MiniDesk.Mail;
using MiniDesk.Web;
using SmimeHelpdesk;

namespace MiniDesk.Pages;

/// <summary>A mailbox with its certificates: import, renew, download, delete.</summary>
internal sealed class MailboxModel(
    IDbContextFactory<DeskContext> contexts, MailboxCredentialManager manager, MailboxPasswords passwords, MailSignals signals, TimeProvider time, IStringLocalizer<Texts> texts) : PageModel
{
    public DeskMailbox Mailbox { get; private set; } = null!;

    public IReadOnlyList<MailboxCredentialInfo> Credentials { get; private set; } = [];

    public CredentialImportResult? Result { get; private set; }

    public string? Problem { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellationToken) =>
        await LoadAsync(id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostTextAsync(int id, string? pem, string? password, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        // Opening a key that is protected by a password may cost a second of computation, so not on the thread that waits.
        Result = await Task.Run(() => MailboxCredentialImporter.Import(pem ?? string.Empty, EmptyToNull(password), Options()), cancellationToken);
        return await SaveAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostFileAsync(int id, IReadOnlyList<IFormFile>? files, string? password, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (files is not { Count: > 0 } || files.Any(file => file.Length > UploadLimits.Credential))
        {
            Problem = files is { Count: > 0 } ? texts["That is more than may be uploaded."] : texts["Choose a file first."];
            return Page();
        }

        var contents = new List<ReadOnlyMemory<byte>>();
        foreach (IFormFile file in files)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellationToken);
            contents.Add(content.ToArray());
        }

        Result = await Task.Run(() => MailboxCredentialImporter.Import(contents, EmptyToNull(password), Options()), cancellationToken);
        return await SaveAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostDeleteAsync(int id, string sha256, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        await manager.DeleteAsync(Mailbox.Address, sha256, cancellationToken);
        TempData["Notice"] = texts["The certificate and its private key were deleted."].Value;
        return LocalRedirect($"/mailboxes/{id}");
    }

    public async Task<IActionResult> OnPostPasswordAsync(int id, string? password, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        byte[]? ciphertext = string.IsNullOrEmpty(password) ? null : passwords.Protect(password);
        await context.Mailboxes.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ProtectedPassword, ciphertext), cancellationToken);
        TempData["Notice"] = texts["The password was saved."].Value;
        return LocalRedirect($"/mailboxes/{id}");
    }

    public static string Word(CredentialState state) => state switch
    {
        CredentialState.Active => "in use",
        CredentialState.Staged => "ready",
        CredentialState.Retired => "retired",
        _ => "key destroyed",
    };

    private CredentialImportOptions Options() => new() { Mailbox = Mailbox.Address, At = Now };

    private async Task<PageResult> SaveAsync(CancellationToken cancellationToken)
    {
        if (Result is { Status: CredentialImportStatus.Imported } imported)
        {
            try
            {
                await manager.SaveAsync(Mailbox.Address, imported.Credentials, cancellationToken);
            }
            finally
            {
                // they hold the private keys in the clear
                foreach (MailboxCredential credential in imported.Credentials)
                {
                    credential.Dispose();
                }
            }

            // mail that waited for this key can be read now
            signals.Reopening.Set();
            Credentials = await manager.ListAsync(Mailbox.Address, cancellationToken);
        }

        return Page();
    }

    private async Task<bool> LoadAsync(int id, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Mailboxes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } found)
        {
            return false;
        }

        Mailbox = found;
        Credentials = await manager.ListAsync(found.Address, cancellationToken);
        return true;
    }

    private static string? EmptyToNull(string? password) => string.IsNullOrEmpty(password) ? null : password;
}
