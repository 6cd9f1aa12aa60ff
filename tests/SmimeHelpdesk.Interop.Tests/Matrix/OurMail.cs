using SmimeHelpdesk.Interop.Tests.Desk;
using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Matrix;

/// <summary>The helpdesk's reply to a customer in each form.</summary>
internal static class OurMail
{
    public static Task<byte[]> ComposeAsync(Form form, int attachmentLength = Letter.Length) =>
        ComposeAsync(form, People.Of(People.Support, form.IsPss ? KeyKind.RsaPss : form.Signer ?? KeyKind.Rsa), attachmentLength);

    public static async Task<byte[]> ComposeAsync(Form form, Person mailbox, int attachmentLength = Letter.Length)
    {
        HelpDesk desk = await HelpDesk.OpenAsync(mailbox, new SmimePolicy { SignatureForm = form.IsOpaque ? SignatureForm.Opaque : SignatureForm.Detached });
        return await desk.ReplyAsync(Draft(form, attachmentLength), Context(form), Protection(form));
    }

    public static ReplyProtection Protection(Form form) =>
        (form.Signer is null ? ReplyProtection.None : ReplyProtection.Sign) | (form.Recipient is null ? ReplyProtection.None : ReplyProtection.Encrypt);

    public static ReplyDraft Draft(Form form, int attachmentLength = Letter.Length) => new()
    {
        TextBody = Letter.Text,
        HtmlBody = $"<p>{Letter.Sentence}</p>",
        Subject = Letter.Subject,
        Attachments = [new DraftAttachment(form.AttachmentName, "application/octet-stream", Letter.Octets(attachmentLength))],
        Recipients = form.HasSeveralRecipients
            ? new ReplyRecipients { To = [People.Customer], Cc = [People.Colleague], Certificates = [People.Of(People.Colleague, form.Recipient!.Value).Certificate] }
            : new ReplyRecipients(),
    };

    // What opening the customer's last mail has left.
    private static ReplyContext Context(Form form) => new()
    {
        MailboxAddress = People.Support,
        From = People.Customer,
        Subject = Letter.Subject,
        MessageId = "inbound@customer.example",
        ReceivedAt = TimeProvider.System.GetUtcNow(),
        Signature = SignatureStatus.Valid,
        Encrypt = EncryptAvailability.Available,
        EncryptionCertificate = People.Of(People.Customer, form.Recipient ?? KeyKind.Rsa).Certificate.RawData,
        IsTrusted = true,
        Capabilities = Capabilities(form),
    };

    // SMIMECapabilities (RFC 8551 section 2.5.2) by which a customer's program asks for the form.
    private static ReadOnlyMemory<byte> Capabilities(Form form) => form switch
    {
        { Cipher: Cipher.Aes256Gcm } => Convert.FromHexString("300D300B060960864801650304012E"),
        { Cipher: Cipher.TripleDesCbc } => Convert.FromHexString("300C300A06082A864886F70D0307"),
        { Cipher: Cipher.Aes128Cbc } => Convert.FromHexString("300D300B0609608648016503040102"),
        { IsOaep: true } => Convert.FromHexString("300D300B06092A864886F70D010107"),
        _ => default,
    };
}
