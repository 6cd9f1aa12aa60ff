using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;
using SmimeHelpdesk;

namespace MiniDesk.Demo;

/// <summary>What an administrator would do first: two mailboxes, one of them with its certificate.</summary>
internal static class DemoStart
{
    public static async Task RunAsync(IDbContextFactory<DeskContext> contexts, MailboxCredentialManager credentials, DemoFolder folder)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync();
        if (await context.Mailboxes.AnyAsync())
        {
            return;
        }

        string pem = await File.ReadAllTextAsync(Path.Combine(folder.Credentials, "support.pem"));
        CredentialImportResult import = MailboxCredentialImporter.Import(pem, options: new CredentialImportOptions { Mailbox = DemoFolder.Support });
        await credentials.SaveAsync(DemoFolder.Support, import.Credentials, CancellationToken.None);
        foreach (MailboxCredential credential in import.Credentials)
        {
            credential.Dispose();
        }

        context.Mailboxes.AddRange(
            new DeskMailbox { Address = DemoFolder.Support, DisplayName = "Helpdesk" },
            new DeskMailbox { Address = DemoFolder.Sales, DisplayName = "Sales" });
        await context.SaveChangesAsync();
    }
}
