using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace SmimeHelpdesk.Tests.Readme;

/// <summary>The code of the README, as a host writes it. What lies between the markers stands there letter by letter.</summary>
internal sealed class HostExample(MailboxCredentialManager credentials, SmimeMessageOpener opener, SmimeReplyComposer composer)
{
    public static void Register(IServiceCollection services, byte[] hostKey)
    {
        // readme:begin register
        services.AddSmimeHelpdesk(options => options.TrustAnchors = TrustAnchors.FromSystem())
            .UseCredentialStore<HostCredentialStore>()              // yours; without it: in memory
            .UseCredentialProtector(_ => new AesGcmCredentialProtector(hostKey)); // 32 bytes from your secret store
        // readme:end
    }

    public async Task<CredentialImportStatus> ImportAsync(byte[] file, string? password, CancellationToken ct)
    {
        // readme:begin import
        // 1. the administrator's form: an uploaded .p12, or PEM text
        CredentialImportResult import = MailboxCredentialImporter.Import(file, password);
        if (import.Status is CredentialImportStatus.Imported)
        {
            await credentials.SaveAsync("support@desk.example", import.Credentials, ct);
        }
        // readme:end

        foreach (MailboxCredential credential in import.Credentials)
        {
            credential.Dispose();
        }

        return import.Status;
    }

    public async Task ReceiveAsync(Stream rawMessage, HostTicket ticket, CultureInfo culture, CancellationToken ct)
    {
        // readme:begin open
        // 2. the mail worker: raw message in, plain ticket content and a badge out
        using OpenedMessage opened = await opener.OpenAsync(rawMessage, "support@desk.example", ct);
        ticket.Body = opened.Content.TextBody;
        ticket.Badge = opened.Summary.ToString(culture);    // "Signed by alice@customer.example - valid"
        ticket.Reply = opened.ReplyContext.ToJson();        // what the reply needs, days later, in any process
        // readme:end
    }

    public async Task ShowDialogAsync(HostTicket ticket, HostDialog dialog, CancellationToken ct)
    {
        // readme:begin boxes
        // 3. the agent's dialog: two check boxes, each with the reason when it is greyed out
        ReplyContext context = ReplyContext.FromJson(ticket.Reply);
        ReplyAvailability can = await composer.GetAvailabilityAsync(context, recipients: null, ct);
        dialog.ShowSign(can.CanSign, can.Sign);
        dialog.ShowEncrypt(can.CanEncrypt, can.Encrypt, can.Cautions);
        // readme:end
    }

    public async Task SendAsync(string text, ReplyContext context, IHostMailer smtp, CancellationToken ct)
    {
        // readme:begin send
        // 4. send exactly what was ticked, or get a ReplyProtectionUnavailableException: never anything weaker
        var draft = new ReplyDraft { TextBody = text };
        using ComposedReply reply = await composer.ComposeAsync(draft, context, ReplyProtection.Sign | ReplyProtection.Encrypt, ct);
        foreach (OutgoingMessage message in reply.Messages)
        {
            await smtp.SendAsync(message.Message, message.Sender, message.Recipients, ct);
        }
        // readme:end
    }
}
