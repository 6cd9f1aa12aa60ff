using System.Security.Cryptography;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

/// <summary>Staged, retired, destroyed, renewed; and rows whose state others wrote.</summary>
public sealed class CredentialLifecycleTests : CredentialLifeTests
{
    [Fact]
    public async Task StageAsync_NewCredential_DecryptsAndDoesNotSign()
    {
        MailboxCredentialInfo info = (await StageAsync(New)).Single();

        info.State.Should().Be(CredentialState.Staged);
        using MailboxPrivateKey? key = await OpenAsync(New);
        key.Should().NotBeNull();
    }

    [Fact]
    public async Task RetireAsync_StoreRefusesForEver_IsAConflict()
    {
        await SaveAsync(New);
        Store.RefusedWrites = int.MaxValue;

        (await Manager.RetireAsync(Support, New.Sha256, null, default)).Should().Be(CredentialChange.Conflict);
    }

    [Fact]
    public async Task RetireAsync_AtOnce_StillDecrypts()
    {
        await SaveAsync(Old);

        (await Manager.RetireAsync(Support, Old.Sha256, null, default)).Should().Be(CredentialChange.Done);

        (await Manager.ListAsync(Support, default)).Single().State.Should().Be(CredentialState.Retired);
        using MailboxPrivateKey? key = await OpenAsync(Old);
        key.Should().NotBeNull();
    }

    [Fact]
    public async Task RetireAsync_RowThatOthersMade_IsNotVouchedFor()
    {
        await SaveAsync(Old);
        Store.OnRead = row => row with { Sha256 = New.Sha256, Certificate = New.Certificate.RawData };

        (await Manager.RetireAsync(Support, New.Sha256, null, default)).Should().Be(CredentialChange.NotUsable);

        Store.OnRead = row => row with { State = CredentialState.Destroyed };
        (await Manager.RetireAsync(Support, Old.Sha256, null, default)).Should().Be(CredentialChange.Done);
        Store.OnRead = row => row;
        (await Manager.ListAsync(Support, default)).Single().Findings.Should().NotContain(CredentialFinding.StateChanged);
    }

    [Fact]
    public async Task SaveAsync_KeyHadBeenDestroyed_IsANewBeginning()
    {
        await SaveAsync(Old);
        await Manager.RetireAsync(Support, Old.Sha256, TestAuthority.Now.AddHours(1), default);
        await Manager.DestroyKeyAsync(Support, Old.Sha256, default);
        Time.Now = TestAuthority.Now.AddDays(1);

        await SaveAsync(Old);

        MailboxCredentialInfo info = (await Manager.ListAsync(Support, default)).Single();
        (info.State, info.ActiveFrom, info.RetireFrom).Should().Be((CredentialState.Active, TestAuthority.Now.AddDays(1), null));
        using MailboxPrivateKey? key = await OpenAsync(Old);
        key.Should().NotBeNull();
    }

    [Fact]
    public async Task DestroyKeyAsync_KeepsTheCertificateAndNothingElse()
    {
        await SaveAsync(Old);
        (await OpenAsync(Old))!.Dispose();
        (await Store.ListAsync(Support, default)).Single().RecoveryKey.IsEmpty.Should().BeFalse();

        (await Manager.DestroyKeyAsync(Support, Old.Sha256, default)).Should().Be(CredentialChange.Done);

        StoredCredential row = (await Store.ListAsync(Support, default)).Single();
        row.ProtectedKey.IsEmpty.Should().BeTrue();
        row.RecoveryKey.IsEmpty.Should().BeTrue();
        (await OpenAsync(Old)).Should().BeNull();
        (await Manager.ListAsync(Support, default)).Single().State.Should().Be(CredentialState.Destroyed);
        (await Manager.ExportCertificateAsync(Support, Old.Sha256, default)).Should().NotBeNull();
        (await Manager.RetireAsync(Support, Old.Sha256, null, default)).Should().Be(CredentialChange.KeyDestroyed);
        Log.Entries.Should().Contain(entry => entry.Id.Id == 2005);
    }

    [Fact]
    public async Task RewrapAsync_KeyDestroyedMeanwhile_DoesNotBringItBack()
    {
        await SaveAsync(Old);
        var between = new ActingStore(Store, () => Manager.DestroyKeyAsync(Support, Old.Sha256, default));
        var rewrapping = new MailboxCredentialManager(between, Protector, time: Time);

        await rewrapping.RewrapAsync(Support, default);

        (await Store.ListAsync(Support, default)).Single().ProtectedKey.IsEmpty.Should().BeTrue();
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
        (await Manager.ListAsync(Support, default)).Single(other => other.Sha256 == Old.Sha256).SameKeyAs.Should().BeEmpty();
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
        await Manager.RetireAsync(Support, Old.Sha256, TestAuthority.Now.AddDays(1), default);
        StoredCredential other = (await Store.ListAsync(Support, default)).Single(row => row.Sha256 == New.Sha256);
        Store.OnRead = row => row.Sha256 == New.Sha256 ? row : change switch
        {
            "state" => row with { State = CredentialState.Staged },
            "active from" => row with { ActiveFrom = row.ActiveFrom.AddMilliseconds(1) },
            "retire from" => row with { RetireFrom = null },
            "no seal" => row with { StateSeal = default },
            _ => row with { StateSeal = other.StateSeal },
        };

        UsableCredential changed = (await Manager.ListUsableAsync(Support, default)).Single(usable => usable.Row.Sha256 == Old.Sha256);

        changed.StateAt(TestAuthority.Now).Should().Be(CredentialState.Retired);
        using MailboxPrivateKey? key = await Manager.OpenKeyAsync(changed, default);
        key.Should().NotBeNull();
        (await Manager.ValidateAsync(Support, Old.Sha256, default)).Status.Should().Be(CredentialValidationStatus.StateChanged);
        (await Manager.RewrapAsync(Support, default)).Should().Be(new CredentialRewrap(1, 1));
        Log.Entries.Should().Contain(entry => entry.Id.Id == 2001);
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
