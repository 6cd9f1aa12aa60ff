using System.Security.Cryptography;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

public sealed class MailboxCredentialManagerTests
{
    private static readonly Mailbox Support = new("support@desk.example", "acme");
    private static readonly TestIdentity Curve = TestAuthority.Issuing.Issue(new TestSubject("support@desk.example"));

    private readonly InMemoryMailboxCredentialStore _store = new();
    private readonly AesGcmCredentialProtector _protector = new(RandomNumberGenerator.GetBytes(32));
    private readonly ManualTime _time = new(TestAuthority.Now);

    [Fact]
    public async Task SaveAsync_NewCredential_IsActiveFromNowWithoutTheRoot()
    {
        MailboxCredentialManager manager = NewManager(_store);

        await SaveAsync(manager, Support, Curve);

        StoredCredential row = (await _store.ListAsync(Support, default)).Single();
        row.State.Should().Be(CredentialState.Active);
        row.ActiveFrom.Should().Be(TestAuthority.Now);
        row.Revision.Should().Be(1);
        row.Chain.Should().ContainSingle().Which.ToArray().Should().Equal(TestAuthority.Issuing.Certificate.RawData);
        row.ToString().Should().NotContain(Convert.ToHexStringLower(row.ProtectedKey.Span));
    }

    [Fact]
    public async Task SaveAsync_KnownCredential_KeepsStateAndTakesTheNewCiphertext()
    {
        MailboxCredentialManager manager = NewManager(_store);
        await SaveAsync(manager, Support, Curve);
        await manager.RetireAsync(Support, Curve.Sha256, null, default);
        StoredCredential before = (await _store.ListAsync(Support, default)).Single();
        _time.Now = TestAuthority.Now.AddDays(1);

        await SaveAsync(manager, Support, Curve);

        StoredCredential after = (await _store.ListAsync(Support, default)).Single();
        after.State.Should().Be(CredentialState.Retired);
        after.ActiveFrom.Should().Be(TestAuthority.Now);
        after.Revision.Should().Be(3);
        after.ProtectedKey.ToArray().Should().NotEqual(before.ProtectedKey.ToArray());
    }

    [Fact]
    public async Task SaveAsync_ParallelWritersOfOneRow_AllSucceedAndEachCounts()
    {
        const int writers = 12;
        MailboxCredentialManager manager = NewManager(_store);

        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(() => SaveAsync(manager, Support, Curve))));

        (await _store.ListAsync(Support, default)).Single().Revision.Should().Be(writers);
    }

    [Fact]
    public async Task SaveAsync_StoreRefusesAFewTimes_TriesAgain()
    {
        MailboxCredentialManager manager = NewManager(new TamperingStore(_store) { RefusedWrites = 3 });

        await SaveAsync(manager, Support, Curve);

        (await manager.ListAsync(Support, default)).Should().ContainSingle();
    }

    [Fact]
    public async Task SaveAsync_StoreRefusesForEver_GivesUp() =>
        await FluentActions.Awaiting(() => SaveAsync(NewManager(new TamperingStore(_store) { RefusedWrites = int.MaxValue }), Support, Curve))
            .Should().ThrowAsync<InvalidOperationException>();

    [Fact]
    public async Task SaveAsync_DisposedCredential_LeavesTheStoredKeyAlone()
    {
        MailboxCredentialManager manager = NewManager(_store);
        await SaveAsync(manager, Support, Curve);
        MailboxCredential disposed = Curve.ToCredential();
        disposed.Dispose();

        await FluentActions.Awaiting(() => manager.SaveAsync(Support, [disposed], default)).Should().ThrowAsync<ObjectDisposedException>();

        (await _store.ListAsync(Support, default)).Single().Revision.Should().Be(1);
    }

    [Fact]
    public async Task ListAsync_SavedCredential_DescribesItWithoutSecrets()
    {
        MailboxCredentialManager manager = NewManager(_store);
        await SaveAsync(manager, Support, Curve);

        MailboxCredentialInfo info = (await manager.ListAsync(Support, default)).Single();

        info.Sha256.Should().Be(Curve.Sha256);
        info.Addresses.Should().Equal("support@desk.example");
        info.Key.Should().Be("EC-P-256");
        info.Strength.Should().Be(KeyStrength.Recommended);
        info.CanSign.Should().BeTrue();
        info.CanDecrypt.Should().BeTrue();
        info.State.Should().Be(CredentialState.Active);
        info.NotAfter.Should().Be(new TestSubject().NotAfter);
    }

    [Fact]
    public async Task ListAsync_OtherTenantOrMailbox_IsEmpty()
    {
        MailboxCredentialManager manager = NewManager(_store);
        await SaveAsync(manager, Support, Curve);

        (await manager.ListAsync(new Mailbox("support@desk.example"), default)).Should().BeEmpty();
        (await manager.ListAsync(new Mailbox("sales@desk.example", "acme"), default)).Should().BeEmpty();
    }

    [Fact]
    public async Task DeleteAsync_ThumbprintInUpperCase_RemovesTheRowOnce()
    {
        MailboxCredentialManager manager = NewManager(_store);
        await SaveAsync(manager, Support, Curve);

        (await manager.DeleteAsync(Support, Curve.Sha256.ToUpperInvariant(), default)).Should().BeTrue();
        (await manager.DeleteAsync(Support, Curve.Sha256, default)).Should().BeFalse();
        (await manager.ListAsync(Support, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task RewrapAsync_NewHostKey_OpensWithoutTheOldOne()
    {
        byte[] oldKey = RandomNumberGenerator.GetBytes(32);
        byte[] newKey = RandomNumberGenerator.GetBytes(32);
        using var before = new AesGcmCredentialProtector(oldKey);
        using var during = new AesGcmCredentialProtector(
            "new", new Dictionary<string, ReadOnlyMemory<byte>> { [AesGcmCredentialProtector.DefaultKeyId] = oldKey, ["new"] = newKey });
        using var after = new AesGcmCredentialProtector("new", new Dictionary<string, ReadOnlyMemory<byte>> { ["new"] = newKey });
        await SaveAsync(new MailboxCredentialManager(_store, before), Support, Curve);

        (await new MailboxCredentialManager(_store, during).RewrapAsync(Support, default)).Should().Be(new CredentialRewrap(1, 0));

        var manager = new MailboxCredentialManager(_store, after);
        using MailboxPrivateKey? key = await manager.OpenKeyAsync((await manager.ListUsableAsync(Support, default)).Single(), default);
        key.Should().NotBeNull();
        (await manager.RewrapAsync(Support, default)).Should().Be(new CredentialRewrap(1, 0));
        (await new MailboxCredentialManager(_store, before).RewrapAsync(Support, default)).Should().Be(new CredentialRewrap(0, 1));
    }

    private static async Task SaveAsync(MailboxCredentialManager manager, Mailbox mailbox, TestIdentity identity)
    {
        using MailboxCredential credential = identity.ToCredential();
        await manager.SaveAsync(mailbox, [credential], default);
    }

    private MailboxCredentialManager NewManager(IMailboxCredentialStore store) => new(store, _protector, time: _time);
}
