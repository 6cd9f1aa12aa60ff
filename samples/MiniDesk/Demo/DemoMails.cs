using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;
using SmimeHelpdesk;

namespace MiniDesk.Demo;

/// <summary>A handful of mails, one for each thing that happens to a helpdesk.</summary>
internal sealed class DemoMails(DemoCorrespondent alice, DemoCorrespondent bob, DemoCorrespondent carol, X509Certificate2 support, X509Certificate2 former)
{
    public async Task<IReadOnlyList<byte[]>> ForSupportAsync() =>
    [
        Unsigned(),
        await SignedAsync(),
        await EncryptedAsync(),
        await SignedAndEncryptedAsync(),
        await ForgedAsync(),
        await UndecryptableAsync(),
        await UntrustedAsync(),
        await ForwardedAsync(),
        HostileMail.Create(DemoFolder.Support),
    ];

    public Task<byte[]> ForSalesAsync() => alice.WriteAsync(
        To("An offer, please", "Hello,\n\nwe need ten more licences. What would they cost?\n\nAlice", "Alice Adams", [], DemoFolder.Sales), ReplyProtection.Sign);

    private static byte[] Unsigned() => Plain("Dave Dell", "dave@elsewhere.example", "Opening hours", "Hello,\n\nare you open on Saturday?\n\nDave");

    private Task<byte[]> SignedAsync() => alice.WriteAsync(
        To("Printer out of order", "Hello,\n\nthe printer in room 214 prints blank pages. Please have a look.\n\nAlice", "Alice Adams", []) with
        {
            Attachments = [new DraftAttachment("test page.txt", "text/plain", "(this page intentionally left blank)\n"u8.ToArray())],
        },
        ReplyProtection.Sign);

    private Task<byte[]> EncryptedAsync() => bob.WriteAsync(
        To("Question about an invoice", "Hello,\n\ninvoice 2093 shows a wrong account: DE02 1203 0000 0000 2020 51.\n\nBob", "Bob Brown", [support]), ReplyProtection.Encrypt);

    private Task<byte[]> SignedAndEncryptedAsync() => alice.WriteAsync(
        To("Door code for the technician", "Hello,\n\nthe technician may use the side entrance. The code is 4711.\n\nAlice", "Alice Adams", [support]),
        ReplyProtection.Sign | ReplyProtection.Encrypt);

    private async Task<byte[]> ForgedAsync()
    {
        byte[] mail = await bob.WriteAsync(To("Change of bank account", "Hello,\n\nplease pay to account 100200 from now on.\n\nBob", "Bob Brown", []), ReplyProtection.Sign);
        string text = Encoding.Latin1.GetString(mail);
        return Encoding.Latin1.GetBytes(text.Replace("account 100200", "account 666999", StringComparison.Ordinal));
    }

    private Task<byte[]> UndecryptableAsync() => alice.WriteAsync(
        To("Contract", "Hello,\n\nthe contract runs for another year.\n\nAlice", "Alice Adams", [former]), ReplyProtection.Sign | ReplyProtection.Encrypt);

    private Task<byte[]> UntrustedAsync() => carol.WriteAsync(
        To("New here", "Hello,\n\nI have bought your product and want to register.\n\nCarol", "Carol Clark", []), ReplyProtection.Sign);

    // A mail around a signed one: the signature says who wrote the inner part, and nothing about the words around it.
    private async Task<byte[]> ForwardedAsync()
    {
        byte[] inner = await alice.WriteAsync(To("Approved", "The purchase is approved.\n\nAlice", "Alice Adams", []), ReplyProtection.Sign);
        using MimeMessage message = Envelope("Dave Dell", "dave@elsewhere.example", "Fwd: Approved");
        message.Body = new Multipart("mixed")
        {
            new TextPart("plain") { Text = "Hello,\n\nsee below: Alice has approved 50,000 for me.\n\nDave" },
            new MessagePart { Message = MimeMessage.Load(new MemoryStream(inner)) },
        };
        return DemoCorrespondent.Wire(message);
    }

    private static ReplyDraft To(string subject, string text, string name, IReadOnlyList<X509Certificate2> certificates, string to = DemoFolder.Support) => new()
    {
        Subject = subject,
        TextBody = text,
        SenderName = name,
        Recipients = new ReplyRecipients { To = [to], Certificates = certificates },
    };

    private static byte[] Plain(string name, string address, string subject, string text)
    {
        using MimeMessage message = Envelope(name, address, subject);
        message.Body = new TextPart("plain") { Text = text };
        return DemoCorrespondent.Wire(message);
    }

    private static MimeMessage Envelope(string name, string address, string subject) =>
        new([new MailboxAddress(name, address)], [new MailboxAddress(null, DemoFolder.Support)], subject, new TextPart("plain"));
}
