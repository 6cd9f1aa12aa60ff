using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Workload.Load;

/// <summary>One of the servers that share a database.</summary>
internal sealed class DeskServer : IDisposable
{
    private readonly AesGcmCredentialProtector _protector;
    private readonly TimeProvider _time;

    public DeskServer(Database database, byte[] hostKey, TimeProvider time)
    {
        _time = time;
        _protector = new AesGcmCredentialProtector(hostKey);
        Credentials = new MailboxCredentialManager(new EntityFrameworkCredentialStore<HelpdeskContext>(database.Contexts()), _protector, time: time);
        var cache = new EntityFrameworkSignerCertificateCache<HelpdeskContext>(database.Contexts());
        var anchors = new FixedTrustAnchors(TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]));
        Opener = new SmimeMessageOpener(Credentials, cache, anchors, null, time);
        Composer = new SmimeReplyComposer(Credentials, cache, anchors, null, time);
    }

    public MailboxCredentialManager Credentials { get; }

    private SmimeMessageOpener Opener { get; }

    private SmimeReplyComposer Composer { get; }

    public async Task ImportAsync(string mailbox)
    {
        using MailboxCredential credential = TestAuthority.Issuing.Issue(new TestSubject(mailbox)).Import();
        await Credentials.SaveAsync(mailbox, [credential], CancellationToken.None);
    }

    /// <summary>Stages a new credential and lets it take over in a moment; those before it stay ready a moment longer.</summary>
    public async Task<CredentialChange> RollOverAsync(string mailbox)
    {
        using MailboxCredential credential = TestAuthority.Issuing.Issue(new TestSubject(mailbox)).Import();
        await Credentials.StageAsync(mailbox, [credential], CancellationToken.None);
        var activation = new CredentialActivation { From = _time.GetUtcNow() + TimeSpan.FromMilliseconds(30), Overlap = TimeSpan.FromMilliseconds(30) };
        return await Credentials.ActivateAsync(mailbox, credential.Sha256, activation, CancellationToken.None);
    }

    public async Task<byte[]> SendAsync(ReplyContext context, ReplyProtection protection)
    {
        using ComposedReply reply = await Composer.ComposeAsync(new ReplyDraft { TextBody = "Text", Subject = "Help" }, context, protection, CancellationToken.None);
        using var bytes = new MemoryStream();
        await reply.Messages.Single().Message.WriteToAsync(bytes);
        return bytes.ToArray();
    }

    public Task<OpenedMessage> OpenAsync(byte[] mail, string mailbox) => Opener.OpenAsync(new MemoryStream(mail), mailbox, CancellationToken.None);

    public void Dispose()
    {
        Credentials.Dispose();
        _protector.Dispose();
    }
}
