using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using MimeKit;
using MiniDesk.Data;
using MiniDesk.Tickets;
using MiniDesk.Web;
using SmimeHelpdesk;

namespace MiniDesk.Pages;

internal sealed class ReplyForm
{
    public string? To { get; set; }

    public string? Cc { get; set; }

    public string? Text { get; set; }

    public bool Sign { get; set; }

    public bool Encrypt { get; set; }

    public bool AllowPlaintext { get; set; }

    public bool Quote { get; set; }

    /// <summary>Whether the box could be ticked when the agent last saw it.</summary>
    public bool SignWasAvailable { get; set; }

    public bool EncryptWasAvailable { get; set; }
}

/// <summary>
/// The reply dialog. The library says which box can be ticked, why not, and what it suggests; the page shows it, and asks again
/// whenever the form comes back.
/// </summary>
internal sealed class ReplyModel(IDbContextFactory<DeskContext> contexts, ReplyDesk desk, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public ReplyForm Form { get; set; } = new();

    [BindProperty]
    public IReadOnlyList<IFormFile> Files { get; set; } = [];

    public Ticket Ticket { get; private set; } = null!;

    public TicketMessage Answered { get; private set; } = null!;

    public ReplyContext Context { get; private set; } = null!;

    public ReplyAvailability Availability { get; private set; } = null!;

    public IList<string> Problems { get; } = [];

    public async Task<IActionResult> OnGetAsync(int id, int message, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, message, cancellationToken))
        {
            return NotFound();
        }

        Form.To = string.Join(", ", Context.ReplyTo is { Count: > 0 } replyTo ? replyTo : new[] { Context.From }.OfType<string>());
        await EvaluateAsync(cancellationToken);
        Form.Sign = Availability.Suggested.HasFlag(ReplyProtection.Sign);
        Form.Encrypt = Availability.Suggested.HasFlag(ReplyProtection.Encrypt);
        return Page();
    }

    public async Task<IActionResult> OnPostCheckAsync(int id, int message, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, message, cancellationToken))
        {
            return NotFound();
        }

        await EvaluateAsync(cancellationToken);
        FollowChanges();
        return Page();
    }

    public async Task<IActionResult> OnPostSendAsync(int id, int message, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, message, cancellationToken))
        {
            return NotFound();
        }

        await EvaluateAsync(cancellationToken);
        if (FollowChanges())
        {
            Problems.Add(texts["Meanwhile another box can be ticked. Please look again, and send."]);
        }

        if (Files.Sum(file => file.Length) > UploadLimits.Attachments)
        {
            Problems.Add(texts["The attachments are too large."]);
        }

        return Problems.Count == 0 && await TrySendAsync(cancellationToken) ? Done(texts["The reply is on its way."]) : Page();
    }

    public async Task<IActionResult> OnPostAskForSignatureAsync(int id, int message, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, message, cancellationToken))
        {
            return NotFound();
        }

        await desk.AskForSignatureAsync(Ticket, Answered, MailTemplates.SignedMailRequest(CultureInfo.CurrentUICulture), cancellationToken);
        return Done(texts["The request is on its way."]);
    }

    private async Task<bool> TrySendAsync(CancellationToken cancellationToken)
    {
        ReplyProtection protection = (Form.Sign ? ReplyProtection.Sign : ReplyProtection.None) | (Form.Encrypt ? ReplyProtection.Encrypt : ReplyProtection.None);
        try
        {
            await desk.SendAsync(Ticket, Answered, new ReplyOrder(await DraftAsync(protection, cancellationToken), protection), cancellationToken);
            return true;
        }
        catch (ReplyProtectionUnavailableException unavailable)
        {
            // It was not sent, and nothing weaker was: the boxes are shown as they are now.
            Show(unavailable.Availability);
            Problems.Add(texts["Nothing was sent, because it cannot be protected as ticked:"]);
            if (unavailable.Requested.HasFlag(ReplyProtection.Sign) && !Availability.CanSign)
            {
                Problems.Add(Availability.Sign.Describe(CultureInfo.CurrentUICulture));
            }

            if (unavailable.Requested.HasFlag(ReplyProtection.Encrypt) && !Availability.CanEncrypt)
            {
                Problems.Add(Availability.Encrypt.Describe(CultureInfo.CurrentUICulture));
            }
        }
        catch (PlaintextReplyRefusedException refused)
        {
            Show(refused.Availability);
            Problems.Add(texts["Nothing was sent: the customer's mail was encrypted, and this reply would go out in clear. Tick Encrypt, or agree below."]);
        }

        return false;
    }

    // The quote is added here, by what the reply's protection allows, so that an agent cannot take it along into a weaker one.
    private async Task<ReplyDraft> DraftAsync(ReplyProtection protection, CancellationToken cancellationToken)
    {
        string quote = Form.Quote ? QuotePolicy.Quote(Context, Answered.Text, protection) : string.Empty;
        var attachments = new List<DraftAttachment>();
        foreach (IFormFile file in Files.Where(file => file.Length > 0))
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellationToken);
            attachments.Add(new DraftAttachment(PlainText.FileName(file.FileName), "application/octet-stream", content.ToArray()));
        }

        return new ReplyDraft
        {
            // A Subject that came encrypted is not in the context, and goes out inside an encrypted reply alone; outside stands the number.
            Subject = Context.SubjectIsConfidential ? SubjectOfReply(Answered.Subject) : null,
            PublicSubject = $"Ticket #{Ticket.Id}",
            TextBody = quote.Length > 0 ? $"{Form.Text}\n\n{quote}" : Form.Text ?? string.Empty,
            Recipients = Recipients(),
            Attachments = attachments,
            AllowPlaintextReply = Form.AllowPlaintext,
        };
    }

    private static string SubjectOfReply(string subject) => subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? subject : "Re: " + subject;

    private async Task<bool> LoadAsync(int id, int message, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        Ticket? ticket = await context.Tickets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        TicketMessage? answered = await context.Messages.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == message && row.TicketId == id && row.ReplyContext != null, cancellationToken);
        if (ticket is null || answered is null)
        {
            return false;
        }

        (Ticket, Answered, Context) = (ticket, answered, ReplyDesk.ContextOf(answered));
        return true;
    }

    private async Task EvaluateAsync(CancellationToken cancellationToken)
    {
        try
        {
            Availability = await desk.GetAvailabilityAsync(Answered, Recipients(), cancellationToken);
        }
        catch (ArgumentException)
        {
            Problems.Add(texts["One of the addresses cannot be written to."]);
            Availability = await desk.GetAvailabilityAsync(Answered, null, cancellationToken);
        }

        if (Availability.Recipients.Count == 0)
        {
            Problems.Add(texts["There is nobody to write to."]);
        }
    }

    // A box that could not be ticked when the agent last looked takes the suggestion now; one that cannot be ticked any more is
    // left to the composer, which then refuses instead of sending something weaker.
    private bool FollowChanges()
    {
        bool signAppeared = Availability.CanSign && !Form.SignWasAvailable;
        bool encryptAppeared = Availability.CanEncrypt && !Form.EncryptWasAvailable;
        Form.Sign = signAppeared ? Availability.Suggested.HasFlag(ReplyProtection.Sign) : Form.Sign;
        Form.Encrypt = encryptAppeared ? Availability.Suggested.HasFlag(ReplyProtection.Encrypt) : Form.Encrypt;
        return signAppeared || encryptAppeared;
    }

    private void Show(ReplyAvailability availability) => Availability = availability;

    private ReplyRecipients Recipients() => new() { To = Addresses(Form.To), Cc = Addresses(Form.Cc) };

    private List<string> Addresses(string? list)
    {
        if (string.IsNullOrWhiteSpace(list))
        {
            return [];
        }

        if (!InternetAddressList.TryParse(list, out InternetAddressList? parsed) || parsed.Mailboxes.Count() != parsed.Count)
        {
            throw new ArgumentException("Not a list of addresses.", nameof(list));
        }

        return [.. parsed.Mailboxes.Select(mailbox => mailbox.Address)];
    }

    private LocalRedirectResult Done(string notice)
    {
        TempData["Notice"] = notice;
        return LocalRedirect($"/tickets/{Ticket.Id}");
    }
}
