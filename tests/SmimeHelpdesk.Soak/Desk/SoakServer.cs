using System.Security.Cryptography;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Soak.Desk;

/// <summary>The library's doors over one pair of stores. The customers' mail program is one too, with many mailboxes.</summary>
internal sealed class SoakServer : IDisposable
{
    private readonly AesGcmCredentialProtector _protector = new(RandomNumberGenerator.GetBytes(32));

    private SoakServer(IMailboxCredentialStore store, ISignerCertificateCache cache, TimeProvider time)
    {
        Credentials = new MailboxCredentialManager(store, _protector, time: time);
        var anchors = new FixedTrustAnchors(TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]));
        Opener = new SmimeMessageOpener(Credentials, cache, anchors, null, time);
        Composer = new SmimeReplyComposer(Credentials, cache, anchors, null, time);
    }

    public SmimeMessageOpener Opener { get; }

    public SmimeReplyComposer Composer { get; }

    private MailboxCredentialManager Credentials { get; }

    public static SoakServer InMemory(TimeProvider time) => new(new InMemoryMailboxCredentialStore(), new InMemorySignerCertificateCache(), time);

    public static SoakServer Over(Database database, TimeProvider time) => new(
        new EntityFrameworkCredentialStore<HelpdeskContext>(database.Contexts()), new EntityFrameworkSignerCertificateCache<HelpdeskContext>(database.Contexts()), time);

    public async Task AddAsync(string mailbox, TestIdentity identity)
    {
        using MailboxCredential credential = identity.Import();
        await Credentials.SaveAsync(mailbox, [credential], CancellationToken.None);
    }

    public void Dispose()
    {
        Credentials.Dispose();
        _protector.Dispose();
    }
}
