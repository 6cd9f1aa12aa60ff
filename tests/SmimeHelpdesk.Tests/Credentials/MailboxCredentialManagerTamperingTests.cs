using System.Security.Cryptography;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

public sealed class MailboxCredentialManagerTamperingTests
{
    private static readonly Mailbox Support = new("support@desk.example", "acme");
    private static readonly TestIdentity Own = TestAuthority.Issuing.Issue(new TestSubject("support@desk.example"));
    private static readonly TestIdentity Other = TestAuthority.Issuing.Issue(new TestSubject("sales@desk.example"));

    private readonly TamperingStore _store = new(new InMemoryMailboxCredentialStore());
    private readonly AesGcmCredentialProtector _protector = new(RandomNumberGenerator.GetBytes(32));
    private readonly RecordingLogger<MailboxCredentialManager> _log = new();

    public static TheoryData<string> Changes => ["tenant", "address", "case", "thumbprint", "certificate", "byte"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task ListAsync_RowChanged_IsLeftOutAndLoggedWithoutAddress(string change)
    {
        MailboxCredentialManager manager = await NewManagerWithOwnAsync();
        _store.OnRead = row => Change(row, change);

        (await manager.ListAsync(Support, default)).Should().BeEmpty();

        _log.Entries.Should().ContainSingle().Which.Id.Id.Should().Be(2001);
        _log.Entries.Single().Text.Should().NotContain("@").And.NotContain("acme");
    }

    [Theory]
    [InlineData("sales@desk.example", "acme")]
    [InlineData("support@desk.example", "other")]
    public async Task ListAsync_StoreAnswersForAnotherMailbox_IsEmpty(string address, string tenant)
    {
        MailboxCredentialManager manager = await NewManagerWithOwnAsync();
        var asked = new Mailbox(address, tenant);
        _store.OnList = _ => Support;

        (await manager.ListAsync(asked, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task ListUsableAsync_UnreadableCertificateOfRightThumbprint_IsLeftOut()
    {
        MailboxCredentialManager manager = await NewManagerWithOwnAsync();
        byte[] noise = [0x30, 0x03, 0x02, 0x01, 0x00];
        _store.OnRead = row => row with { Certificate = noise, Sha256 = Convert.ToHexStringLower(SHA256.HashData(noise)) };

        (await manager.ListUsableAsync(Support, default)).Should().BeEmpty();
        _log.Entries.Single().Text.Should().Contain(nameof(CredentialRowFault.UnreadableCertificate));
    }

    [Fact]
    public async Task ListUsableAsync_UnreadableIssuer_KeepsTheCredential()
    {
        MailboxCredentialManager manager = await NewManagerWithOwnAsync();
        _store.OnRead = row => row with { Chain = [new byte[] { 1, 2, 3 }, .. row.Chain] };

        (await manager.ListUsableAsync(Support, default)).Single().Chain.Should().ContainSingle();
    }

    [Theory]
    [InlineData("foreign key")]
    [InlineData("flipped bit")]
    [InlineData("empty")]
    public async Task OpenKeyAsync_CiphertextChangedOrMoved_IsNullAndLogged(string change)
    {
        MailboxCredentialManager manager = await NewManagerWithOwnAsync();
        StoredCredential foreign = await SaveOtherAsync(manager);
        _store.OnRead = row => row with
        {
            ProtectedKey = change switch
            {
                "foreign key" => foreign.ProtectedKey,
                "flipped bit" => Flip(row.ProtectedKey),
                _ => default,
            },
        };
        UsableCredential usable = (await manager.ListUsableAsync(Support, default)).Single();

        (await manager.OpenKeyAsync(usable, default)).Should().BeNull();
        _log.Entries.Should().ContainSingle().Which.Id.Id.Should().Be(2002);
    }

    [Fact]
    public async Task OpenKeyAsync_ProtectedBytesAreNoKey_IsNull()
    {
        MailboxCredentialManager manager = await NewManagerWithOwnAsync();
        byte[] binding = SmimeHelpdesk.Keys.CredentialBinding.For(Support.Tenant, Support.NormalizedAddress, Own.Sha256);
        byte[] noKey = await _protector.ProtectAsync(new byte[] { 0x30, 0x00 }, binding, default);
        _store.OnRead = row => row with { ProtectedKey = noKey };

        (await manager.OpenKeyAsync((await manager.ListUsableAsync(Support, default)).Single(), default)).Should().BeNull();
    }

    [Fact]
    public async Task OpenKeyAsync_StoredKey_BelongsToTheCertificate()
    {
        MailboxCredentialManager manager = await NewManagerWithOwnAsync();
        UsableCredential usable = (await manager.ListUsableAsync(Support, default)).Single();
        byte[] digest = SHA256.HashData([1]);

        using MailboxPrivateKey? key = await manager.OpenKeyAsync(usable, default);

        using ECDsa publicKey = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPublicKey(Own.Certificate)!;
        publicKey.VerifyHash(digest, key!.Ecdsa!.SignHash(digest)).Should().BeTrue();
        key.ToString().Should().Be(nameof(MailboxPrivateKey));
    }

    [Fact]
    public async Task OpenKeyAsync_ProviderHasTheKey_StoreIsNotAsked()
    {
        using var held = RSA.Create(2048);
        var provider = new OneKey(MailboxPrivateKey.FromRsa(held));
        var manager = new MailboxCredentialManager(_store, _protector, provider);
        using (MailboxCredential credential = Own.ToCredential())
        {
            await manager.SaveAsync(Support, [credential], default);
        }

        MailboxPrivateKey? key = await manager.OpenKeyAsync((await manager.ListUsableAsync(Support, default)).Single(), default);

        key!.Rsa.Should().BeSameAs(held);
    }

    private static StoredCredential Change(StoredCredential row, string change) => change switch
    {
        "tenant" => row with { Tenant = "other" },
        "address" => row with { MailboxAddress = "sales@desk.example" },
        "case" => row with { MailboxAddress = "Support@desk.example" },
        "thumbprint" => row with { Sha256 = row.Sha256.ToUpperInvariant() },
        "certificate" => row with { Certificate = Other.Certificate.RawData },
        _ => row with { Certificate = Flip(row.Certificate) },
    };

    private static byte[] Flip(ReadOnlyMemory<byte> bytes)
    {
        byte[] changed = bytes.ToArray();
        changed[^1] ^= 1;
        return changed;
    }

    private async Task<MailboxCredentialManager> NewManagerWithOwnAsync()
    {
        var manager = new MailboxCredentialManager(_store, _protector, logger: _log);
        using MailboxCredential credential = Own.ToCredential();
        await manager.SaveAsync(Support, [credential], default);
        return manager;
    }

    private async Task<StoredCredential> SaveOtherAsync(MailboxCredentialManager manager)
    {
        var sales = new Mailbox("sales@desk.example", "acme");
        using MailboxCredential credential = Other.ToCredential();
        await manager.SaveAsync(sales, [credential], default);
        return (await _store.ListAsync(sales, default)).Single();
    }

    private sealed class OneKey(MailboxPrivateKey key) : IPrivateKeyProvider
    {
        public ValueTask<MailboxPrivateKey?> OpenAsync(StoredCredential credential, CancellationToken cancellationToken) => new(key);
    }
}
