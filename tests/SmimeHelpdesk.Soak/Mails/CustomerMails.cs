using System.Security.Cryptography;
using MimeKit;
using SmimeHelpdesk.Soak.Desk;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Soak.Mails;

/// <summary>Writes what one customer sends to one mailbox, as bytes.</summary>
internal sealed class CustomerMails(SoakServer customers, string customer, string mailbox, ReadOnlyMemory<byte> mailboxCertificate)
{
    public const string Text = "The printer on the third floor is out of order.";

    private static readonly FormatOptions Wire = CreateWire();

    public async Task<byte[]> WriteAsync(ReplyProtection protection, int attachmentSize = 0)
    {
        var draft = new ReplyDraft
        {
            TextBody = Text,
            Subject = "Printer",
            Attachments = attachmentSize == 0 ? [] : [new DraftAttachment("log.bin", "application/octet-stream", RandomNumberGenerator.GetBytes(attachmentSize))],
        };
        var context = new ReplyContext
        {
            MailboxAddress = customer,
            From = mailbox,
            Subject = "Printer",
            ReceivedAt = TestAuthority.Now,
            Signature = SignatureStatus.Valid,
            Encrypt = EncryptAvailability.Available,
            EncryptionCertificate = mailboxCertificate,
            IsTrusted = true,
        };
        using ComposedReply composed = await customers.Composer.ComposeAsync(draft, context, protection, CancellationToken.None);
        return ToBytes(composed.Messages[0].Message);
    }

    public static byte[] ToBytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(Wire, bytes);
        return bytes.ToArray();
    }

    private static FormatOptions CreateWire()
    {
        FormatOptions options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }
}
