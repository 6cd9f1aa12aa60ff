using MimeKit;
using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Desk;

/// <summary>A helpdesk that uses the library as any host does, with one mailbox.</summary>
internal sealed class HelpDesk
{
    private readonly MailboxCredentialManager _credentials = MailboxCredentialManager.InMemory();
    private readonly SmimeMessageOpener _opener;
    private readonly SmimeReplyComposer _composer;

    private HelpDesk(SmimePolicy? policy)
    {
        var cache = new InMemorySignerCertificateCache();
        var anchors = new FixedTrustAnchors(TrustAnchors.FromCertificates([RsaAuthority.Root.Certificate]));
        _opener = new SmimeMessageOpener(_credentials, cache, anchors, policy);
        _composer = new SmimeReplyComposer(_credentials, cache, anchors, policy);
    }

    public static async Task<HelpDesk> OpenAsync(Person mailbox, SmimePolicy? policy = null)
    {
        var desk = new HelpDesk(policy);
        using MailboxCredential credential = MailboxCredentialImporter.Import(mailbox.Pem).Credentials.Single();
        await desk._credentials.SaveAsync(mailbox.Address, [credential], CancellationToken.None);
        return desk;
    }

    public Task<OpenedMessage> ReceiveAsync(byte[] mail, string mailbox = People.Support) => _opener.OpenAsync(new MemoryStream(mail), mailbox, CancellationToken.None);

    /// <summary>The reply as a host's SMTP client writes it.</summary>
    public async Task<byte[]> ReplyAsync(ReplyDraft draft, ReplyContext context, ReplyProtection protection)
    {
        using ComposedReply reply = await _composer.ComposeAsync(draft, context, protection, CancellationToken.None);
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var output = new MemoryStream();
        await reply.Messages.Single().Message.WriteToAsync(format, output);
        return output.ToArray();
    }
}
