using MimeKit;
using MimeKit.Cryptography;
using SmimeHelpdesk.Benchmarks.Fixtures;

namespace SmimeHelpdesk.Benchmarks.Baselines;

/// <summary>MimeKit's own S/MIME context doing the same work; null where it cannot do it.</summary>
internal sealed class MimeKitContext : IDisposable
{
    private static readonly MailboxAddress Mailbox = new("Support", Desk.Address);
    private static readonly MailboxAddress Customer = new("Alice", Desk.CustomerAddress);
    private readonly TemporarySecureMimeContext _context = new();
    private readonly CmsRecipientCollection _recipients = [];

    private MimeKitContext(Pki pki)
    {
        _context.Import(pki.Root);
        _context.Import(pki.Issuing);
        _context.Import(pki.Customer);
        using var pfx = new MemoryStream(pki.Mailbox.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pfx, "benchmark"));
        _context.Import(pfx, "benchmark");
        foreach (System.Security.Cryptography.X509Certificates.X509Certificate2 recipient in new[] { pki.Customer, pki.Mailbox })
        {
            _recipients.Add(new CmsRecipient(recipient) { EncryptionAlgorithms = [EncryptionAlgorithm.Aes256] });
        }
    }

    public static Action? Prepare(Case item)
    {
        // It has no AES-GCM, and its key agreement is understood by itself alone.
        if (item.IsEncrypted && (item.Gcm || item.Key is KeyKind.P256))
        {
            return null;
        }

        var context = new MimeKitContext(item.Pki);
        ReplyDraft draft = Drafts.Create(item.Size);
        if (!item.IsOpening)
        {
            return () => context.Compose(draft, item);
        }

        byte[] mail = Mails.FromCustomer(item.Pki, draft, item.Protection);
        return () => context.Open(mail, item);
    }

    public void Dispose() => _context.Dispose();

    private void Open(byte[] mail, Case item)
    {
        using var stream = new MemoryStream(mail, writable: false);
        MimeEntity content = MimeMessage.Load(stream).Body!;
        if (item.IsEncrypted)
        {
            content = ((ApplicationPkcs7Mime)content).Decrypt(_context);
        }

        if (content is MultipartSigned signed)
        {
            foreach (IDigitalSignature signature in signed.Verify(_context))
            {
                signature.Verify();
            }

            content = signed[0]!;
        }

        var mixed = (Multipart)content;
        ArgumentException.ThrowIfNullOrEmpty(((TextPart)mixed[0]).Text);
        if (item.IsLarge)
        {
            ((MimePart)mixed[1]).Content!.DecodeTo(Stream.Null);
        }
    }

    private void Compose(ReplyDraft draft, Case item)
    {
        var builder = new BodyBuilder { TextBody = draft.TextBody };
        foreach (DraftAttachment attachment in draft.Attachments)
        {
            builder.Attachments.Add(attachment.FileName, attachment.Content.ToArray(), ContentType.Parse(attachment.ContentType));
        }

        MimeEntity body = builder.ToMessageBody();
        if (item.IsSigned)
        {
            body = MultipartSigned.Create(_context, Mailbox, DigestAlgorithm.Sha256, body);
        }

        if (item.IsEncrypted)
        {
            body = ApplicationPkcs7Mime.Encrypt(_context, _recipients, body);
        }

        using var message = new MimeMessage([Mailbox], [Customer], draft.Subject!, body);
        if (item.IsLarge)
        {
            Mails.Write(message, Stream.Null);
        }
    }
}
