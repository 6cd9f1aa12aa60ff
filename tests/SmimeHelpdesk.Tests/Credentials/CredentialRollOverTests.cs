using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials;

/// <summary>Which credential signs before, at and after a roll-over, and what keeps one from happening.</summary>
public sealed class CredentialRollOverTests : CredentialLifeTests
{
    [Fact]
    public async Task ActivateAsync_AtALaterTimeWithOverlap_AlwaysHasOneThatSigns()
    {
        await SaveAsync(Old);
        await StageAsync(New);
        DateTimeOffset monday = TestAuthority.Now.AddDays(3);

        (await Manager.ActivateAsync(Support, New.Sha256.ToUpperInvariant(), new CredentialActivation { From = monday, Overlap = TimeSpan.FromDays(2) }, default))
            .Should().Be(CredentialChange.Done);

        (await StatesAtAsync(monday.AddMilliseconds(-1))).Should().Be((CredentialState.Active, CredentialState.Active));
        (await StatesAtAsync(monday.AddDays(2).AddMilliseconds(-1))).Should().Be((CredentialState.Active, CredentialState.Active));
        (await StatesAtAsync(monday.AddDays(2))).Should().Be((CredentialState.Retired, CredentialState.Active));
        (await Manager.ListAsync(Support, default)).Single(info => info.Sha256 == Old.Sha256).RetireFrom.Should().Be(monday.AddDays(2));
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
                Task.Run(() => Manager.ActivateAsync(Support, Old.Sha256, activation, default)),
                Task.Run(() => Manager.ActivateAsync(Support, New.Sha256, activation, default)));

            (await Manager.ListAsync(Support, default)).Should().Contain(info => info.State == CredentialState.Active);
            await Manager.DeleteAsync(Support, Old.Sha256, default);
            await Manager.DeleteAsync(Support, New.Sha256, default);
        }
    }

    [Fact]
    public async Task ActivateAsync_TimeThatHasPassed_IsAtOnceAndJudgedNow()
    {
        await StageAsync(New);
        await SaveAsync(Old);
        Time.Now = TestAuthority.Now.AddDays(1);

        (await Manager.ActivateAsync(Support, New.Sha256, new CredentialActivation { From = TestAuthority.Now.AddDays(-1) }, default)).Should().Be(CredentialChange.Done);

        (await Manager.ListAsync(Support, default)).Select(info => info.Sha256).Should().Equal(New.Sha256, Old.Sha256);
        Time.Now = New.Certificate.NotAfter.AddDays(1);
        (await Manager.ActivateAsync(Support, New.Sha256, new CredentialActivation { From = TestAuthority.Now }, default)).Should().Be(CredentialChange.NotUsable);
    }

    [Fact]
    public async Task ActivateAsync_KeyThatOnlySigns_LeavesTheOneThatDecrypts()
    {
        await SaveAsync(Old);
        await StageAsync(New);
        using ECDsa signing = New.Certificate.GetECDsaPrivateKey()!;
        var manager = new MailboxCredentialManager(Store, Protector, new KeyOf(New.Sha256, MailboxPrivateKey.FromEC(signing, null)), Time);

        (await manager.ValidateAsync(Support, New.Sha256, default)).Should().Be(
            new CredentialValidation(CredentialValidationStatus.Valid, CredentialProof.Proven, CredentialProof.NotSupported));
        (await manager.ActivateAsync(Support, New.Sha256, new CredentialActivation { Overlap = TimeSpan.Zero }, default)).Should().Be(CredentialChange.Done);

        (await manager.ListAsync(Support, default)).Should().OnlyContain(info => info.State == CredentialState.Active && info.RetireFrom == null);
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

        await Manager.ActivateAsync(Support, signs.Sha256, new CredentialActivation { Overlap = TimeSpan.Zero }, default);

        (await Manager.ListAsync(Support, default)).Should().OnlyContain(info => info.State == CredentialState.Active && info.RetireFrom == null);
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
            await Manager.DestroyKeyAsync(Support, target, default);
        }

        if (situation == "key gone")
        {
            Store.OnRead = row => row.Sha256 == target ? row with { ProtectedKey = new byte[100] } : row;
        }

        var activation = new CredentialActivation
        {
            From = situation switch { "expired by then" => New.Certificate.NotAfter.AddDays(1), "later than its start" => TestAuthority.Now.AddDays(1), _ => null },
            Overlap = TimeSpan.Zero,
            Revision = situation == "other revision" ? 7 : null,
        };

        (await Manager.ActivateAsync(Support, target, activation, default)).Should().Be(expected);

        (await Manager.ListAsync(Support, default)).Single(info => info.Sha256 == Old.Sha256).RetireFrom.Should().BeNull();
        (await Manager.ListAsync(Support, default)).Single(info => info.Sha256 == candidate.Sha256).State.Should().NotBe(CredentialState.Active);
    }

    [Fact]
    public async Task ActivateAsync_StoreRefusesAFewTimes_TriesAgain()
    {
        await StageAsync(New);
        Store.RefusedWrites = 3;

        (await Manager.ActivateAsync(Support, New.Sha256, CredentialActivation.Now, default)).Should().Be(CredentialChange.Done);
    }

    private async Task<(CredentialState Old, CredentialState New)> StatesAtAsync(DateTimeOffset at)
    {
        Time.Now = at;
        Dictionary<string, CredentialState> states = (await Manager.ListAsync(Support, default)).ToDictionary(info => info.Sha256, info => info.State);
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

    /// <summary>A module that has one certificate's key.</summary>
    private sealed class KeyOf(string sha256, MailboxPrivateKey key) : IPrivateKeyProvider
    {
        public ValueTask<MailboxPrivateKey?> OpenAsync(StoredCredential credential, CancellationToken cancellationToken) =>
            new(credential.Sha256 == sha256 ? key.Lend(() => { }) : null);
    }
}
