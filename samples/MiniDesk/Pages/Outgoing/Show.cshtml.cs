using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;
using MiniDesk.Demo;
using MiniDesk.Tickets;
using SmimeHelpdesk;

namespace MiniDesk.Pages;

internal sealed record SeenByRecipient(string From, string Subject, MessageSummary Summary, string Text);

/// <summary>One outgoing mail: its bytes, and in the demo what its recipient's mail program makes of them.</summary>
internal sealed class OutgoingModel(IDbContextFactory<DeskContext> contexts, IServiceProvider services) : PageModel
{
    private const int ShownBytes = 16 << 10;

    public OutboundMail Mail { get; private set; } = null!;

    public SeenByRecipient? Seen { get; private set; }

    public string Raw => Encoding.UTF8.GetString(Mail.Raw.AsSpan(0, Math.Min(ShownBytes, Mail.Raw.Length))) + (Mail.Raw.Length > ShownBytes ? "\n…" : string.Empty);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Outbound.FindAsync([id], cancellationToken) is not { } mail)
        {
            return NotFound();
        }

        Mail = mail;
        if (services.GetService<DemoFolder>() is { } demo)
        {
            Seen = await ReadAsRecipientAsync(demo, mail, cancellationToken);
        }

        return Page();
    }

    private static async Task<SeenByRecipient> ReadAsRecipientAsync(DemoFolder demo, OutboundMail mail, CancellationToken cancellationToken)
    {
        string recipient = mail.Recipients.Split('\n')[0];
        string? key = Directory.EnumerateFiles(demo.Customers).FirstOrDefault(file => string.Equals(Path.GetFileNameWithoutExtension(file), recipient, StringComparison.OrdinalIgnoreCase));
        string? pem = key is null ? null : await System.IO.File.ReadAllTextAsync(key, cancellationToken);
        TrustAnchors trust = TrustAnchors.FromPem(await System.IO.File.ReadAllTextAsync(demo.RootFile, cancellationToken));
        using DemoCorrespondent customer = await DemoCorrespondent.CreateAsync(recipient, pem, trust, cancellationToken);
        using OpenedMessage opened = await customer.ReadAsync(mail.Raw, cancellationToken);
        return new SeenByRecipient(PlainText.Line(opened.Headers.From), PlainText.Line(opened.Headers.Subject), opened.Summary, opened.Content.TextBody);
    }
}
