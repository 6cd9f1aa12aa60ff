using System.Security.Cryptography;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

/// <summary>Staged, active, retired, destroyed; and which one signs at every moment between.</summary>
public sealed class CredentialLifecycleTests
{
    private static readonly Mailbox Support = new("support@desk.example", "acme");
    private static readonly TestIdentity Old = TestAuthority.Issuing.Issue(new TestSubject("support@desk.example"));
    private static readonly TestIdentity New = TestAuthority.Issuing.Issue(new TestSubject("support@desk.example"));

    private static readonly TestIdentity Recovery = TestAuthority.Issuing.Issue(new TestSubject { Purposes = [] });

    private readonly TamperingStore _store = new(new InMemoryMailboxCredentialStore());
    private readonly AesGcmCredentialProtector _protector = new(RandomNumberGenerator.GetBytes(32));
    private readonly ManualTime _time = new(TestAuthority.Now);
    private readonly RecordingLogger<MailboxCredentialManager> _log = new();
    private readonly MailboxCredentialManager _manager;

    public CredentialLifecycleTests() =>
        _manager = new(_store, _protector, time: _time, logger: _log, recovery: new RecoveryCertificate(Recovery.Certificate));

    [Fact]
    public async Task StageAsync_NewCredential_DecryptsAndDoesNotSign()
    {
        MailboxCredentialInfo info = (await StageAsync(New)).Single();

        info.State.Should().Be(CredentialState.Staged);
        using MailboxPrivateKey? key = await OpenAsync(New);
        key.Should().NotBeNull();
    }

    [Fact]
    public async Task ActivateAsync_AtALaterTimeWithOverlap_AlwaysHasOneThatSigns()
    {
        await SaveAsync(Old);
        await StageAsync(New);
        DateTimeOffset monday = TestAuthority.Now.AddDays(3);

        (await _manager.ActivateAsync(Support, New.Sha256.ToUpperInvariant(), new CredentialActivation { From = monday, Overlap = TimeSpan.FromDays(2) }, default))
            .Should().Be(CredentialChange.Done);

        (await StatesAtAsync(monday.AddMilliseconds(-1))).Should().Be((CredentialState.Active, CredentialState.Active));
        (await StatesAtAsync(monday.AddDays(2).AddMilliseconds(-1))).Should().Be((CredentialState.Active, CredentialState.Active));
        (await StatesAtAsync(monday.AddDays(2))).Should().Be((CredentialState.Retired, CredentialState.Active));
        (await _manager.ListAsync(Support, default)).Single(info => info.Sha256 == Old.Sha256).RetireFrom.Should().Be(monday.AddDays(2));
    }

    [Fact]
    public async Task ActivateAsync_AtALaterTime_SignerChangesExactlyThen()
    {
        Desk desk = await DeskAsync();
        DateTimeOffset monday = TestAuthority.Now.AddDays(3);
        await desk.Credentials.ActivateAsync(Desk.Address, New.Sha256, new CredentialActivation { From = monday, Overlap = TimeSpan.Zero }, default);

        desk.Time.Now = monday.AddMilliseconds(-1);
        (await SignerAsync(desk)).Should().Be(Old.Sha256);
        desk.Time.Now = monday;
        (await SignerAsync(desk)).Should().Be(New.Sha256);
    }

    [Fact]
    public async Task ActivateAsync_BothAtOnceWithOverlap_NeverRetireEachOther()
    {
        for (int round = 0; round < 20; round++)
        {
            await SaveAsync(Old);
            await StageAsync(New);
            var activation = new CredentialActivation { Overlap = TimeSpan.Zero };

            await Task.WhenAll(
                Task.Run(() => _manager.ActivateAsync(Support, Old.Sha256, activation, default)),
                Task.Run(() => _manager.ActivateAsync(Support, New.Sha256, activation, default)));

            (await _manager.ListAsync(Support, default)).Should().Contain(info => info.State == CredentialState.Active);
            await _manager.DeleteAsync(Support, Old.Sha256, default);
            await _manager.DeleteAsync(Support, New.Sha256, default);
        }
    }

    [Fact]
    public async Task ActivateAsync_HalfOfAPair_LeavesTheOtherHalf()
    {
        TestIdentity signs = TestAuthority.Issuing.Issue(new TestSubject("support@desk.example")
        {
            KeyUsage = System.Security.Cryptography.X509Certificates.X509KeyUsageFlags.DigitalSignature,
        });
        await SaveAsync(Old);
        await StageAsync(signs);

        await _manager.ActivateAsync(Support, signs.Sha256, new CredentialActivation { Overlap = TimeSpan.Zero }, default);

        (await _manager.ListAsync(Support, default)).Should().OnlyContain(info => info.State == CredentialState.Active && info.RetireFrom == null);
    }

    [Theory]
    [InlineData("expired by then", CredentialChange.NotUsable)]
    [InlineData("other address", CredentialChange.NotUsable)]
    [InlineData("destroyed", CredentialChange.KeyDestroyed)]
    [InlineData("key gone", CredentialChange.NotUsable)]
    [InlineData("unknown", CredentialChange.NotFound)]
    [InlineData("other revision", CredentialChange.Conflict)]
    [InlineData("later than its start", CredentialChange.AlreadyActive)]
    public async Task ActivateAsync_CannotBe_ChangesNothing(string situation, CredentialChange expected)
    {
        TestIdentity candidate = situation == "other address" ? TestAuthority.Issuing.Issue(new TestSubject("sales@desk.example")) : New;
        await SaveAsync(Old);
        await StageAsync(candidate);
        string target = situation switch { "unknown" => new string('0', 64), "later than its start" => Old.Sha256, _ => candidate.Sha256 };
        if (situation == "destroyed")
        {
            await _manager.DestroyKeyAsync(Support, target, default);
        }

        if (situation == "key gone")
        {
            _store.OnRead = row => row.Sha256 == target ? row with { ProtectedKey = new byte[100] } : row;
        }

        var activation = new CredentialActivation
        {
            From = situation switch { "expired by then" => New.Certificate.NotAfter.AddDays(1), "later than its start" => TestAuthority.Now.AddDays(1), _ => null },
            Overlap = TimeSpan.Zero,
            Revision = situation == "other revision" ? 7 : null,
        };

        (await _manager.ActivateAsync(Support, target, activation, default)).Should().Be(expected);

        (await _manager.ListAsync(Support, default)).Single(info => info.Sha256 == Old.Sha256).RetireFrom.Should().BeNull();
        (await _manager.ListAsync(Support, default)).Single(info => info.Sha256 == candidate.Sha256).State.Should().NotBe(CredentialState.Active);
    }

    [Fact]
    public async Task ActivateAsync_StoreRefusesAFewTimes_TriesAgain()
    {
        await StageAsync(New);
        _store.RefusedWrites = 3;

        (await _manager.ActivateAsync(Support, New.Sha256, CredentialActivation.Now, default)).Should().Be(CredentialChange.Done);
    }

    [Fact]
    public async Task RetireAsync_StoreRefusesForEver_IsAConflict()
    {
        await SaveAsync(New);
        _store.RefusedWrites = int.MaxValue;

        (await _manager.RetireAsync(Support, New.Sha256, null, default)).Should().Be(CredentialChange.Conflict);
    }

    [Fact]
    public async Task RetireAsync_AtOnce_StillDecrypts()
    {
        await SaveAsync(Old);

        (await _manager.RetireAsync(Support, Old.Sha256, null, default)).Should().Be(CredentialChange.Done);

        (await _manager.ListAsync(Support, default)).Single().State.Should().Be(CredentialState.Retired);
        using MailboxPrivateKey? key = await OpenAsync(Old);
        key.Should().NotBeNull();
    }

    [Fact]
    public async Task DestroyKeyAsync_KeepsTheCertificateAndNothingElse()
    {
        await SaveAsync(Old);
        (await OpenAsync(Old))!.Dispose();
        (await _store.ListAsync(Support, default)).Single().RecoveryKey.IsEmpty.Should().BeFalse();

        (await _manager.DestroyKeyAsync(Support, Old.Sha256, default)).Should().Be(CredentialChange.Done);

        StoredCredential row = (await _store.ListAsync(Support, default)).Single();
        row.ProtectedKey.IsEmpty.Should().BeTrue();
        row.RecoveryKey.IsEmpty.Should().BeTrue();
        (await OpenAsync(Old)).Should().BeNull();
        (await _manager.ListAsync(Support, default)).Single().State.Should().Be(CredentialState.Destroyed);
        (await _manager.ExportCertificateAsync(Support, Old.Sha256, default)).Should().NotBeNull();
        (await _manager.RetireAsync(Support, Old.Sha256, null, default)).Should().Be(CredentialChange.KeyDestroyed);
        _log.Entries.Should().Contain(entry => entry.Id.Id == 2005);
    }

    [Fact]
    public async Task RewrapAsync_KeyDestroyedMeanwhile_DoesNotBringItBack()
    {
        await SaveAsync(Old);
        var between = new ActingStore(_store, () => _manager.DestroyKeyAsync(Support, Old.Sha256, default));
        var rewrapping = new MailboxCredentialManager(between, _protector, time: _time);

        await rewrapping.RewrapAsync(Support, default);

        (await _store.ListAsync(Support, default)).Single().ProtectedKey.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task ListAsync_RenewedWithTheSameKey_IsFound()
    {
        using RSA key = RSA.Create(2048);
        TestIdentity first = TestAuthority.Issuing.Issue(new TestSubject("support@desk.example") { ExistingKey = key });
        TestIdentity renewed = TestAuthority.Issuing.Issue(new TestSubject("support@desk.example") { ExistingKey = key, NotAfter = TestAuthority.Now.AddYears(3) });
        await SaveAsync(first);
        await SaveAsync(Old);

        MailboxCredentialInfo info = (await StageAsync(renewed)).Single();

        info.SameKeyAs.Should().Equal(first.Sha256);
        info.Findings.Should().Contain(CredentialFinding.SameKeyAsAnother);
        (await _manager.ListAsync(Support, default)).Single(other => other.Sha256 == Old.Sha256).SameKeyAs.Should().BeEmpty();
    }

    [Theory]
    [InlineData("state")]
    [InlineData("active from")]
    [InlineData("retire from")]
    [InlineData("seal of another")]
    [InlineData("no seal")]
    public async Task ListUsableAsync_StateChangedPastTheManager_DecryptsAndDoesNotSign(string change)
    {
        await SaveAsync(Old);
        await SaveAsync(New);
        await _manager.RetireAsync(Support, Old.Sha256, TestAuthority.Now.AddDays(1), default);
        StoredCredential other = (await _store.ListAsync(Support, default)).Single(row => row.Sha256 == New.Sha256);
        _store.OnRead = row => row.Sha256 == New.Sha256 ? row : change switch
        {
            "state" => row with { State = CredentialState.Staged },
            "active from" => row with { ActiveFrom = row.ActiveFrom.AddMilliseconds(1) },
            "retire from" => row with { RetireFrom = null },
            "no seal" => row with { StateSeal = default },
            _ => row with { StateSeal = other.StateSeal },
        };

        UsableCredential changed = (await _manager.ListUsableAsync(Support, default)).Single(usable => usable.Row.Sha256 == Old.Sha256);

        changed.StateAt(TestAuthority.Now).Should().Be(CredentialState.Retired);
        using MailboxPrivateKey? key = await _manager.OpenKeyAsync(changed, default);
        key.Should().NotBeNull();
        (await _manager.ValidateAsync(Support, Old.Sha256, default)).Status.Should().Be(CredentialValidationStatus.StateChanged);
        (await _manager.RewrapAsync(Support, default)).Should().Be(new CredentialRewrap(1, 1));
        _log.Entries.Should().Contain(entry => entry.Id.Id == 2001);
    }

    private async Task SaveAsync(TestIdentity identity)
    {
        using MailboxCredential credential = identity.ToCredential();
        await _manager.SaveAsync(Support, [credential], default);
    }

    private async Task<IReadOnlyList<MailboxCredentialInfo>> StageAsync(TestIdentity identity)
    {
        using MailboxCredential credential = identity.ToCredential();
        return await _manager.StageAsync(Support, [credential], default);
    }

    private async Task<MailboxPrivateKey?> OpenAsync(TestIdentity identity) =>
        await _manager.OpenKeyAsync((await _manager.ListUsableAsync(Support, default)).Single(usable => usable.Row.Sha256 == identity.Sha256), default);

    private async Task<(CredentialState Old, CredentialState New)> StatesAtAsync(DateTimeOffset at)
    {
        _time.Now = at;
        Dictionary<string, CredentialState> states = (await _manager.ListAsync(Support, default)).ToDictionary(info => info.Sha256, info => info.State);
        return (states[Old.Sha256], states[New.Sha256]);
    }

    private static async Task<Desk> DeskAsync()
    {
        Desk desk = await Desk.WithAsync(Old);
        using MailboxCredential credential = New.ToCredential();
        await desk.Credentials.StageAsync(Desk.Address, [credential], default);
        return desk;
    }

    private static async Task<string?> SignerAsync(Desk desk)
    {
        var context = new ReplyContext { MailboxAddress = Desk.Address, From = "alice@customer.example", Subject = "Help" };
        using ComposedReply reply = await desk.Composer.ComposeAsync(new ReplyDraft { TextBody = "Hello" }, context, ReplyProtection.Sign, default);
        using var stream = new MemoryStream();
        await reply.Messages[0].Message.WriteToAsync(stream);
        using OpenedMessage opened = await desk.OpenAsync(stream.ToArray());
        return opened.Signature.Signer?.Sha256;
    }

    /// <summary>Does something else once, between a reader's read and its write.</summary>
    private sealed class ActingStore(IMailboxCredentialStore inner, Func<Task> act) : IMailboxCredentialStore
    {
        private bool _done;

        public Task<IReadOnlyList<StoredCredential>> ListAsync(Mailbox mailbox, CancellationToken cancellationToken) => inner.ListAsync(mailbox, cancellationToken);

        public async Task<bool> SaveAsync(StoredCredential credential, CancellationToken cancellationToken)
        {
            if (!_done)
            {
                _done = true;
                await act();
            }

            return await inner.SaveAsync(credential, cancellationToken);
        }

        public Task<bool> DeleteAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken) => inner.DeleteAsync(mailbox, sha256, cancellationToken);

        public Task<IReadOnlyList<Mailbox>> ListMailboxesAsync(string? tenant, Mailbox? after, int maximum, CancellationToken cancellationToken) =>
            inner.ListMailboxesAsync(tenant, after, maximum, cancellationToken);
    }
}
