using System.Text;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Support;

/// <summary>A helpdesk of one mailbox, in memory, whose doors the tests knock at.</summary>
internal sealed class Desk
{
    public const string Address = "support@desk.example";

    public Desk(SmimePolicy? policy = null, TrustAnchors? anchors = null, ISignerCertificateCache? cache = null, MailboxCredentialManager? credentials = null, IRecipientCertificateSource? source = null, IRevocationChecker? revocation = null, IIssuerSource? issuers = null)
    {
        Time = new ManualTime(TestAuthority.Now);
        Cache = cache ?? new InMemorySignerCertificateCache();
        Credentials = credentials ?? MailboxCredentialManager.InMemory(Time);
        var provider = new FixedTrustAnchors(anchors ?? TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]));
        Opener = new SmimeMessageOpener(Credentials, Cache, provider, policy, Time, revocation: revocation, issuers: issuers);
        Composer = new SmimeReplyComposer(Credentials, Cache, provider, policy, Time, source: source, revocation: revocation);
        Signers = new SignerCertificateManager(Cache, provider, policy, Time);
    }

    public ManualTime Time { get; }

    public ISignerCertificateCache Cache { get; }

    public MailboxCredentialManager Credentials { get; }

    public SmimeMessageOpener Opener { get; }

    public SmimeReplyComposer Composer { get; }

    public SignerCertificateManager Signers { get; }

    /// <summary>A desk whose mailbox has this identity's credential.</summary>
    public static async Task<Desk> WithAsync(TestIdentity identity, SmimePolicy? policy = null)
    {
        var desk = new Desk(policy);
        await desk.AddAsync(identity);
        return desk;
    }

    public async Task AddAsync(TestIdentity identity)
    {
        using MailboxCredential credential = identity.ToCredential();
        await Credentials.SaveAsync(Address, [credential], CancellationToken.None);
    }

    /// <summary>A desk whose mailbox has these identities' credentials.</summary>
    public static async Task<Desk> WithAsync(SmimePolicy? policy, params KeyedIdentity[] identities)
    {
        var desk = new Desk(policy);
        await desk.AddAsync(identities);
        return desk;
    }

    public async Task AddAsync(params KeyedIdentity[] identities)
    {
        foreach (KeyedIdentity identity in identities)
        {
            using MailboxCredential credential = identity.ToCredential();
            await Credentials.SaveAsync(Address, [credential], CancellationToken.None);
        }
    }

    public Task<OpenedMessage> OpenAsync(byte[] message) => Opener.OpenAsync(new MemoryStream(message), Address, CancellationToken.None);

    public Task<OpenedMessage> OpenAsync(string message) => OpenAsync(Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n")));
}
