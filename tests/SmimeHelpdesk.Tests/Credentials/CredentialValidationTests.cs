using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

public sealed class CredentialValidationTests
{
    private static readonly Mailbox Support = new(Desk.Address);

    private readonly InMemoryMailboxCredentialStore _store = new();
    private readonly AesGcmCredentialProtector _protector = new(RandomNumberGenerator.GetBytes(32));
    private readonly ManualTime _time = new(TestAuthority.Now);

    [Theory]
    [InlineData("RSA-2048", CredentialProof.Proven, CredentialProof.Proven)]
    [InlineData("P-384", CredentialProof.Proven, CredentialProof.Proven)]
    [InlineData("Ed25519", CredentialProof.Proven, CredentialProof.NotTried)]
    [InlineData("X25519", CredentialProof.NotTried, CredentialProof.Proven)]
    public async Task ValidateAsync_GoodCredential_IsProvenBothWays(string kind, CredentialProof signing, CredentialProof decryption)
    {
        KeyedIdentity identity = SharedIdentities.Desk(kind);
        MailboxCredentialManager manager = NewManager();
        using (MailboxCredential credential = identity.ToCredential())
        {
            await manager.SaveAsync(Support, [credential], default);
        }

        (await manager.ValidateAsync(Support, identity.Certificate.Sha256, default)).Should().Be(new CredentialValidation(CredentialValidationStatus.Valid, signing, decryption));
    }

    [Theory]
    [InlineData("unknown", CredentialValidationStatus.NotFound)]
    [InlineData("expired", CredentialValidationStatus.CertificateExpired)]
    [InlineData("early", CredentialValidationStatus.CertificateNotYetValid)]
    [InlineData("address", CredentialValidationStatus.AddressMismatch)]
    [InlineData("purpose", CredentialValidationStatus.NotForMail)]
    [InlineData("destroyed", CredentialValidationStatus.KeyDestroyed)]
    [InlineData("other host key", CredentialValidationStatus.KeyUnavailable)]
    [InlineData("other private key", CredentialValidationStatus.KeyMismatch)]
    public async Task ValidateAsync_SomethingIsWrong_SaysWhat(string situation, CredentialValidationStatus expected)
    {
        TestIdentity identity = TestAuthority.Issuing.Issue(new TestSubject(situation == "address" ? "sales@desk.example" : Desk.Address)
        {
            Purposes = situation == "purpose" ? ["1.3.6.1.5.5.7.3.1"] : ["1.3.6.1.5.5.7.3.4"],
        });
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var provider = situation == "other private key" ? new OneKey(MailboxPrivateKey.FromEC(other, null)) : null;
        MailboxCredentialManager manager = NewManager(provider);
        using (MailboxCredential credential = identity.ToCredential())
        {
            await manager.SaveAsync(Support, [credential], default);
        }

        if (situation == "destroyed")
        {
            await manager.DestroyKeyAsync(Support, identity.Sha256, default);
        }

        _time.Now = situation switch { "expired" => identity.Certificate.NotAfter.AddSeconds(1), "early" => identity.Certificate.NotBefore.AddSeconds(-1), _ => _time.Now };
        MailboxCredentialManager asked = situation == "other host key"
            ? new MailboxCredentialManager(_store, new AesGcmCredentialProtector(RandomNumberGenerator.GetBytes(32)), time: _time)
            : manager;

        (await asked.ValidateAsync(Support, situation == "unknown" ? "00" : identity.Sha256, default)).Status.Should().Be(expected);
    }

    [Fact]
    public async Task SaveReferenceAsync_KeyOfAProvider_SignsByReference()
    {
        TestIdentity identity = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address) { Key = "RSA-2048" });
        var provider = new OneKey(MailboxPrivateKey.FromRsa(identity.Certificate.GetRSAPrivateKey()!));
        MailboxCredentialManager manager = NewManager(provider);

        MailboxCredentialInfo info = await manager.SaveReferenceAsync(Support, identity.Certificate, [], "slot-7"u8.ToArray(), default);

        info.State.Should().Be(CredentialState.Active);
        (await manager.ValidateAsync(Support, identity.Sha256, default)).Status.Should().Be(CredentialValidationStatus.Valid);
        provider.Reference.Should().Equal("slot-7"u8.ToArray());
        (await manager.ExportPrivateKeyAsync(Support, identity.Sha256, "correct horse battery".AsMemory(), default)).Status.Should().Be(PrivateKeyExportStatus.KeyUnavailable);
    }

    private MailboxCredentialManager NewManager(IPrivateKeyProvider? keys = null) => new(_store, _protector, keys, _time);

    private sealed class OneKey(MailboxPrivateKey key) : IPrivateKeyProvider
    {
        public byte[]? Reference { get; private set; }

        public ValueTask<MailboxPrivateKey?> OpenAsync(StoredCredential credential, CancellationToken cancellationToken)
        {
            Reference = credential.ProtectedKey.ToArray();
            return new(key.Lend(() => { }));
        }
    }
}
