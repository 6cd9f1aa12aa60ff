using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

public sealed class RecoveryCertificateTests
{
    private static readonly Mailbox Support = new(Desk.Address);
    private static readonly TestIdentity Own = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address));
    private static readonly TestIdentity Other = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address));

    private readonly InMemoryMailboxCredentialStore _store = new();
    private readonly AesGcmCredentialProtector _protector = new(RandomNumberGenerator.GetBytes(32));

    [Theory]
    [InlineData("RSA-3072")]
    [InlineData("P-256")]
    public async Task Recover_WithTheRecoveryKey_GivesTheCredentialBack(string kind)
    {
        TestIdentity recovery = NewRecovery(kind);
        StoredCredential row = await SaveAsync(recovery, Own);

        using MailboxCredential? recovered = RecoveryCertificate.Recover(row, recovery.Certificate);

        recovered!.Sha256.Should().Be(Own.Sha256);
        recovered.Pkcs8.ToArray().Should().Equal(Own.ToCredential().Pkcs8.ToArray());
        row.RecoveryKey.Span.IndexOf(recovered.Pkcs8.Span[..32]).Should().Be(-1);
    }

    [Theory]
    [InlineData("RSA-3072")]
    [InlineData("X25519")]
    public async Task Recover_WithTheRecoveryKeysFile_GivesTheCredentialBack(string kind)
    {
        KeyedIdentity recovery = SharedIdentities.Desk(kind);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(recovery.Certificate.Der.Span);
        StoredCredential row = await SaveAsync(certificate, Own);
        using MailboxCredential file = recovery.ToCredential();
        using MailboxCredential? recovered = RecoveryCertificate.Recover(row, file);

        recovered!.Sha256.Should().Be(Own.Sha256);
        using MailboxCredential signsOnly = SharedIdentities.Desk("Ed25519").ToCredential();
        RecoveryCertificate.Recover(row, signsOnly).Should().BeNull();
        file.Dispose();
        FluentActions.Invoking(() => RecoveryCertificate.Recover(row, file)).Should().Throw<ObjectDisposedException>();
    }

    [Theory]
    [InlineData("other recovery key")]
    [InlineData("copy of another row")]
    [InlineData("flipped bit")]
    [InlineData("none")]
    public async Task Recover_WhatDoesNotBelong_IsNull(string situation)
    {
        TestIdentity recovery = NewRecovery("P-256");
        StoredCredential row = await SaveAsync(recovery, Own);
        StoredCredential other = await SaveAsync(recovery, Other);
        byte[] flipped = row.RecoveryKey.ToArray();
        flipped[^1] ^= 1;
        row = situation switch
        {
            "copy of another row" => row with { RecoveryKey = other.RecoveryKey },
            "flipped bit" => row with { RecoveryKey = flipped },
            "none" => row with { RecoveryKey = default },
            _ => row,
        };

        RecoveryCertificate.Recover(row, situation == "other recovery key" ? NewRecovery("P-256").Certificate : recovery.Certificate).Should().BeNull();
    }

    [Fact]
    public async Task RewrapAsync_WithANewRecoveryCertificate_ReplacesTheCopy()
    {
        TestIdentity before = NewRecovery("P-256");
        TestIdentity after = NewRecovery("P-256");
        await SaveAsync(before, Own);

        await NewManager(after.Certificate).RewrapAsync(Support, default);

        StoredCredential row = (await _store.ListAsync(Support, default)).Single();
        RecoveryCertificate.Recover(row, before.Certificate).Should().BeNull();
        using MailboxCredential? recovered = RecoveryCertificate.Recover(row, after.Certificate);
        recovered.Should().NotBeNull();
    }

    [Theory]
    [InlineData("RSA-1024")]
    [InlineData("signs only")]
    public void Constructor_UnfitCertificate_Throws(string kind)
    {
        TestIdentity unfit = kind == "signs only"
            ? TestAuthority.Issuing.Issue(new TestSubject { KeyUsage = X509KeyUsageFlags.DigitalSignature })
            : NewRecovery(kind);

        FluentActions.Invoking(() => new RecoveryCertificate(unfit.Certificate)).Should().Throw<ArgumentException>();
    }

    private static TestIdentity NewRecovery(string kind) => TestAuthority.Issuing.Issue(new TestSubject { Key = kind, Purposes = [] });

    private MailboxCredentialManager NewManager(X509Certificate2 recovery) =>
        new(_store, _protector, time: new ManualTime(TestAuthority.Now), recovery: new RecoveryCertificate(recovery));

    private Task<StoredCredential> SaveAsync(TestIdentity recovery, TestIdentity identity) => SaveAsync(recovery.Certificate, identity);

    private async Task<StoredCredential> SaveAsync(X509Certificate2 recovery, TestIdentity identity)
    {
        using MailboxCredential credential = identity.ToCredential();
        await NewManager(recovery).SaveAsync(Support, [credential], default);
        return (await _store.ListAsync(Support, default)).Single(row => row.Sha256 == identity.Sha256);
    }
}
