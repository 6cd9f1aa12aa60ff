using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

public sealed class KeyLifetimeTests : IDisposable
{
    private static readonly TestIdentity Identity = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address));

    private readonly CountingProtector _protector = new();
    private readonly InMemoryMailboxCredentialStore _store = new();
    private readonly TickingTime _time = new();

    public void Dispose() => _protector.Dispose();

    [Fact]
    public async Task OpenKeyAsync_WithinTheLifetime_AsksTheProtectorOnce()
    {
        using MailboxCredentialManager manager = await CreateAsync(null);

        await OpenTwiceAsync(manager);

        _protector.Opened.Should().Be(1);
    }

    [Fact]
    public async Task OpenKeyAsync_WithoutLifetime_AsksTheProtectorEachTime()
    {
        using MailboxCredentialManager manager = await CreateAsync(TimeSpan.Zero);

        await OpenTwiceAsync(manager);

        _protector.Opened.Should().Be(2);
    }

    [Fact]
    public async Task OpenKeyAsync_AfterFiveMinutes_AsksTheProtectorAgain()
    {
        using MailboxCredentialManager manager = await CreateAsync(null);
        await OpenTwiceAsync(manager);

        _time.Advance(TimeSpan.FromMinutes(5));
        await OpenTwiceAsync(manager);

        _protector.Opened.Should().Be(2);
    }

    [Fact]
    public async Task OpenKeyAsync_AfterTheCiphertextWasChanged_OpensNothing()
    {
        using MailboxCredentialManager manager = await CreateAsync(null);
        await OpenTwiceAsync(manager);
        UsableCredential usable = (await manager.ListUsableAsync(Desk.Address, default)).Single();
        byte[] changed = usable.Row.ProtectedKey.ToArray();
        changed[^1] ^= 1;

        (await manager.OpenKeyAsync(usable with { Row = usable.Row with { ProtectedKey = changed } }, default)).Should().BeNull();
    }

    [Fact]
    public async Task DeleteAsync_OfAKeyThatIsKept_ForgetsIt()
    {
        using MailboxCredentialManager manager = await CreateAsync(null);
        UsableCredential usable = (await manager.ListUsableAsync(Desk.Address, default)).Single();
        await OpenTwiceAsync(manager);

        await manager.DeleteAsync(Desk.Address, usable.Row.Sha256.ToUpperInvariant(), default);
        (await manager.OpenKeyAsync(usable, default))!.Dispose();

        _protector.Opened.Should().Be(2);
    }

    [Fact]
    public async Task Dispose_OfTheManager_KeepsNothingAndStaysUsable()
    {
        MailboxCredentialManager manager = await CreateAsync(null);
        await OpenTwiceAsync(manager);

        manager.Dispose();
        await OpenTwiceAsync(manager);

        _protector.Opened.Should().Be(3);
    }

    [Fact]
    public void Create_WithALifetimeOutOfRange_Throws()
    {
        Action negative = () => Create(TimeSpan.FromTicks(-1)).Dispose();
        Action tooLong = () => Create(MailboxCredentialManager.MaximumKeyLifetime + TimeSpan.FromTicks(1)).Dispose();

        negative.Should().Throw<ArgumentOutOfRangeException>();
        tooLong.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task OpenKeyAsync_ByManyAtOnce_EverySignatureIsGood()
    {
        using MailboxCredentialManager manager = await CreateAsync(null);
        UsableCredential usable = (await manager.ListUsableAsync(Desk.Address, default)).Single();
        using ECDsa check = Identity.Certificate.GetECDsaPublicKey()!;
        byte[] hash = RandomNumberGenerator.GetBytes(32);

        byte[][] signatures = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            using MailboxPrivateKey? key = await manager.OpenKeyAsync(usable, default);
            return key!.Ecdsa!.SignHash(hash);
        })));

        signatures.Should().OnlyContain(signature => check.VerifyHash(hash, signature));
    }

    private MailboxCredentialManager Create(TimeSpan? lifetime) => new(_store, _protector, time: _time, keyLifetime: lifetime);

    private async Task<MailboxCredentialManager> CreateAsync(TimeSpan? lifetime)
    {
        MailboxCredentialManager manager = Create(lifetime);
        using MailboxCredential credential = Identity.ToCredential();
        await manager.SaveAsync(Desk.Address, [credential], default);
        return manager;
    }

    private static async Task OpenTwiceAsync(MailboxCredentialManager manager)
    {
        UsableCredential usable = (await manager.ListUsableAsync(Desk.Address, default)).Single();
        for (int i = 0; i < 2; i++)
        {
            using MailboxPrivateKey? key = await manager.OpenKeyAsync(usable, default);
            key!.Ecdsa.Should().NotBeNull();
        }
    }

    private sealed class CountingProtector : ICredentialProtector, IDisposable
    {
        private readonly AesGcmCredentialProtector _inner = new(RandomNumberGenerator.GetBytes(32));

        public int Opened { get; private set; }

        public ValueTask<byte[]> ProtectAsync(ReadOnlyMemory<byte> plaintext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken) =>
            _inner.ProtectAsync(plaintext, associatedData, cancellationToken);

        public ValueTask<byte[]> UnprotectAsync(ReadOnlyMemory<byte> ciphertext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
        {
            Opened++;
            return _inner.UnprotectAsync(ciphertext, associatedData, cancellationToken);
        }

        public void Dispose() => _inner.Dispose();
    }
}
