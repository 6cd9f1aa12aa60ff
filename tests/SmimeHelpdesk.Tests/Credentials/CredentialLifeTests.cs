using System.Security.Cryptography;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

/// <summary>A mailbox of a tenant with two certificates, over a store that can be tampered with, and copies for recovery.</summary>
public abstract class CredentialLifeTests
{
    private protected static readonly Mailbox Support = new("support@desk.example", "acme");
    private protected static readonly TestIdentity Old = TestAuthority.Issuing.Issue(new TestSubject("support@desk.example"));
    private protected static readonly TestIdentity New = TestAuthority.Issuing.Issue(new TestSubject("support@desk.example"));

    private static readonly TestIdentity Recovery = TestAuthority.Issuing.Issue(new TestSubject { Purposes = [] });

    private protected CredentialLifeTests() =>
        Manager = new(Store, Protector, time: Time, logger: Log, recovery: new RecoveryCertificate(Recovery.Certificate));

    private protected TamperingStore Store { get; } = new(new InMemoryMailboxCredentialStore());

    private protected AesGcmCredentialProtector Protector { get; } = new(RandomNumberGenerator.GetBytes(32));

    private protected ManualTime Time { get; } = new(TestAuthority.Now);

    private protected RecordingLogger<MailboxCredentialManager> Log { get; } = new();

    private protected MailboxCredentialManager Manager { get; }

    private protected async Task SaveAsync(TestIdentity identity)
    {
        using MailboxCredential credential = identity.ToCredential();
        await Manager.SaveAsync(Support, [credential], default);
    }

    private protected async Task<IReadOnlyList<MailboxCredentialInfo>> StageAsync(TestIdentity identity)
    {
        using MailboxCredential credential = identity.ToCredential();
        return await Manager.StageAsync(Support, [credential], default);
    }

    private protected async Task<MailboxPrivateKey?> OpenAsync(TestIdentity identity) =>
        await Manager.OpenKeyAsync((await Manager.ListUsableAsync(Support, default)).Single(usable => usable.Row.Sha256 == identity.Sha256), default);
}
