using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using MiniDesk.Data;

namespace MiniDesk.Mail.Outbound;

/// <summary>Sends over SMTP.</summary>
internal sealed class SmtpTransport(DeskSettings settings, ServerConnection connection) : IMailTransport
{
    public async Task<Delivery> SendAsync(OutboundMail mail, DeskMailbox mailbox, CancellationToken cancellationToken)
    {
        var content = new ContentProgress();
        using var client = new SmtpClient();
        try
        {
            using MimeMessage message = MimeMessage.Load(new MemoryStream(mail.Raw, writable: false), cancellationToken);
            await connection.OpenAsync(client, settings.Smtp, mailbox, cancellationToken);
            await client.SendAsync(message, MailboxAddress.Parse(mail.Sender), mail.Recipients.Split('\n').Select(MailboxAddress.Parse), cancellationToken, content);
        }
        catch (SmtpCommandException refusal)
        {
            return new Delivery((int)refusal.StatusCode >= 500 ? DeliveryOutcome.Refused : DeliveryOutcome.NotYet, refusal.Message);
        }
        catch (Exception exception)
        {
            return new Delivery(content.HasBegun ? DeliveryOutcome.Unknown : DeliveryOutcome.NotYet, exception.Message);
        }

        await QuitAsync(client, cancellationToken);
        return new Delivery(DeliveryOutcome.Sent);
    }

    // The server has the mail; how the farewell goes changes nothing.
    private static async Task QuitAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or ProtocolException or OperationCanceledException)
        {
            client.Dispose();
        }
    }

    private sealed class ContentProgress : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;

        public void Report(long bytesTransferred) => HasBegun = true;
    }
}
