using MimeKit;
using SmimeHelpdesk;

namespace MiniDesk.Demo;

/// <summary>A customer, who uses the same library from the other side.</summary>
internal sealed class DemoCorrespondent : IDisposable
{
    private readonly MailboxCredentialManager _credentials = MailboxCredentialManager.InMemory();
    private readonly SmimeMessageOpener _opener;
    private readonly SmimeReplyComposer _composer;
    private readonly Mailbox _mailbox;

    private DemoCorrespondent(string address, TrustAnchors trust)
    {
        _mailbox = new Mailbox(address);
        var cache = new InMemorySignerCertificateCache();
        var anchors = new FixedTrustAnchors(trust);
        _opener = new SmimeMessageOpener(_credentials, cache, anchors);
        _composer = new SmimeReplyComposer(_credentials, cache, anchors);
    }

    public static async Task<DemoCorrespondent> CreateAsync(string address, string? pem, TrustAnchors trust, CancellationToken cancellationToken = default)
    {
        var correspondent = new DemoCorrespondent(address, trust);
        if (pem is not null)
        {
            CredentialImportResult import = MailboxCredentialImporter.Import(pem);
            await correspondent._credentials.SaveAsync(correspondent._mailbox, import.Credentials, cancellationToken);
            foreach (MailboxCredential credential in import.Credentials)
            {
                credential.Dispose();
            }
        }

        return correspondent;
    }

    public async Task<byte[]> WriteAsync(ReplyDraft draft, ReplyProtection protection)
    {
        using ComposedReply mail = await _composer.ComposeAsync(draft, _mailbox, protection, CancellationToken.None);
        return Wire(mail.Messages[0].Message);
    }

    /// <summary>What the customer's mail program would show of a mail.</summary>
    public async Task<OpenedMessage> ReadAsync(byte[] raw, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(raw, writable: false);
        return await _opener.OpenAsync(stream, _mailbox, cancellationToken);
    }

    public static byte[] Wire(MimeMessage message)
    {
        FormatOptions options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        using var raw = new MemoryStream();
        message.WriteTo(options, raw);
        return raw.ToArray();
    }

    public void Dispose() => _credentials.Dispose();
}
