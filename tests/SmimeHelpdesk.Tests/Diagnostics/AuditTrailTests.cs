using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmimeHelpdesk.Tests.Harvest;
using SmimeHelpdesk.Tests.Reply;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Diagnostics;

/// <summary>Every use of a key, every change, every decision and every refusal leaves a trace, and no secret in it.</summary>
public sealed class AuditTrailTests
{
    private static readonly Mailbox Support = new(Desk.Address);
    private static readonly Mailbox Alice = new(ReplyCase.Customer);
    private static readonly TestIdentity Old = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address));

    private readonly RecordingAuditSink _sink = new();
    private readonly ManualTime _time = new(TestAuthority.Now);
    private readonly MailboxCredentialManager _manager;
    private readonly Desk _desk;

    public AuditTrailTests()
    {
        _manager = new MailboxCredentialManager(
            new InMemoryMailboxCredentialStore(), new AesGcmCredentialProtector(RandomNumberGenerator.GetBytes(32)), time: _time, audit: _sink);
        _desk = new Desk(credentials: _manager);
    }

    [Fact]
    public async Task Manager_WholeLifeOfACredential_IsRecordedInOrder()
    {
        await _desk.AddAsync(Old);
        _time.Now = TestAuthority.Now.AddMinutes(1);
        using (MailboxCredential next = ReplyCase.Mailbox.ToCredential())
        {
            await _manager.StageAsync(Support, [next], default);
        }

        await _manager.ActivateAsync(Support, ReplyCase.Mailbox.Sha256, new CredentialActivation { Overlap = TimeSpan.FromDays(1) }, default);
        await _manager.RetireAsync(Support, Old.Sha256, null, default);
        await _manager.ExportPrivateKeyAsync(Support, Old.Sha256, "a long password".AsMemory(), default);
        await _manager.RewrapAsync(Support, default);
        await _manager.DestroyKeyAsync(Support, Old.Sha256, default);
        await _manager.DeleteAsync(Support, ReplyCase.Mailbox.Sha256, default);

        _sink.Events.Select(recorded => (recorded.Kind, recorded.CertificateSha256, recorded.Detail)).Should().Equal(
            (SmimeAuditKind.CredentialSaved, Old.Sha256, "Active"),
            (SmimeAuditKind.CredentialSaved, ReplyCase.Mailbox.Sha256, "Staged"),
            (SmimeAuditKind.KeyTried, ReplyCase.Mailbox.Sha256, null),
            (SmimeAuditKind.CredentialActivated, ReplyCase.Mailbox.Sha256, null),
            (SmimeAuditKind.CredentialRetired, Old.Sha256, null),
            (SmimeAuditKind.CredentialRetired, Old.Sha256, null),
            (SmimeAuditKind.PrivateKeyExported, Old.Sha256, null),
            (SmimeAuditKind.CredentialsRewrapped, null, null),
            (SmimeAuditKind.PrivateKeyDestroyed, Old.Sha256, null),
            (SmimeAuditKind.PrivateKeyDestroyed, ReplyCase.Mailbox.Sha256, null));
        _sink.Events.Should().OnlyContain(recorded => recorded.MailboxAddress == Desk.Address && recorded.At >= TestAuthority.Now && recorded.At <= _time.Now);
    }

    [Fact]
    public async Task Opener_SignedMail_RecordsWhatWasLearntOnceAndWhatChanged()
    {
        using (await OpenAsync(new CustomerMail(Customers.Alice).ToBytes()))
        using (await OpenAsync(new CustomerMail(Customers.Alice).ToBytes()))
        using (await OpenAsync(new CustomerMail(Customers.NewAlice).ToBytes()))
        {
        }

        _sink.Events.Select(recorded => (recorded.Kind, recorded.CustomerAddress, recorded.CertificateSha256)).Should().Equal(
            (SmimeAuditKind.CertificateLearnt, CustomerMail.Alice, Customers.Alice.Sha256),
            (SmimeAuditKind.CertificateLearnt, CustomerMail.Alice, Customers.NewAlice.Sha256),
            (SmimeAuditKind.CertificateChanged, CustomerMail.Alice, Customers.NewAlice.Sha256));
    }

    [Fact]
    public async Task Opener_EncryptedMail_RecordsEachKeyThatWasTriedAndItsOutcome()
    {
        await _desk.AddAsync(ReplyCase.Mailbox);
        byte[] mail = await EncryptedAsync();

        using (await OpenAsync(mail))
        {
        }

        SmimeAuditEvent use = _sink.Events.Should().ContainSingle(recorded => recorded.Kind == SmimeAuditKind.KeyUsedToDecrypt).Which;
        use.CertificateSha256.Should().Be(ReplyCase.Mailbox.Sha256);
        use.Detail.Should().Be("Decrypted");
    }

    [Fact]
    public async Task Composer_Signing_RecordsTheKeyAndAFailingSinkStopsIt()
    {
        await _desk.AddAsync(ReplyCase.Mailbox);

        using (await ComposeAsync(ReplyProtection.Sign))
        {
        }

        _sink.Events[^1].Kind.Should().Be(SmimeAuditKind.KeyUsedToSign);
        _sink.Events[^1].CertificateSha256.Should().Be(ReplyCase.Mailbox.Sha256);
        _sink.IsDown = true;
        await FluentActions.Awaiting(() => ComposeAsync(ReplyProtection.Sign)).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Composer_Refusing_RecordsBothBoxes()
    {
        await FluentActions.Awaiting(() => ComposeAsync(ReplyProtection.Sign)).Should().ThrowAsync<ReplyProtectionUnavailableException>();

        _sink.Events.Single().Kind.Should().Be(SmimeAuditKind.ReplyRefused);
        _sink.Events.Single().Detail.Should().Be("Sign=NoCertificate, Encrypt=Available");
    }

    [Fact]
    public async Task Composer_ClearAnswerToEncryptedMail_RecordsRefusalAndConsent()
    {
        ReplyContext encrypted = ReplyCase.Context with { Encryption = EncryptionStatus.Decrypted };
        await FluentActions.Awaiting(() => _desk.Composer.ComposeAsync(ReplyCase.Draft, encrypted, ReplyProtection.None, default)).Should().ThrowAsync<PlaintextReplyRefusedException>();
        using (await _desk.Composer.ComposeAsync(ReplyCase.Draft with { AllowPlaintextReply = true }, encrypted, ReplyProtection.None, default))
        {
        }

        _sink.Kinds.Should().Equal(SmimeAuditKind.ReplyRefused, SmimeAuditKind.PlaintextReplyAllowed);
    }

    [Fact]
    public async Task Manager_TryingAKey_RecordsItFirstAndNotForTheHealthCheck()
    {
        await _desk.AddAsync(Old);
        await _manager.ValidateAsync(Support, Old.Sha256, default);
        await new SmimeHealthCheck(_manager, time: _time).CheckHealthAsync(new HealthCheckContext());

        _sink.Kinds.Should().Equal(SmimeAuditKind.CredentialSaved, SmimeAuditKind.KeyTried);
        _sink.IsDown = true;
        await FluentActions.Awaiting(() => _manager.ValidateAsync(Support, Old.Sha256, default)).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Signers_DecidingAndForgetting_IsRecorded()
    {
        var signers = new SignerCertificateManager(_desk.Cache, new FixedTrustAnchors(TrustAnchors.None), time: new ManualTime(TestAuthority.Now), audit: _sink);
        await signers.DecideAsync(Alice, ReplyCase.Alice.Certificate.RawData, SignerCertificateDecision.Pinned, default);
        await signers.BlockAsync(Alice, ReplyCase.Alice.Sha256, default);
        await signers.UnblockAsync(Alice, ReplyCase.Alice.Sha256, default);
        await signers.ForgetAsync(Alice, default);

        _sink.Events.Select(recorded => (recorded.Kind, recorded.Detail)).Should().Equal(
            (SmimeAuditKind.CertificateDecided, "Pinned"),
            (SmimeAuditKind.CertificateDecided, "Blocked"),
            (SmimeAuditKind.CertificateDecided, "None"),
            (SmimeAuditKind.CustomerForgotten, null));
        _sink.Events.Should().OnlyContain(recorded => recorded.CustomerAddress == ReplyCase.Customer && recorded.MailboxAddress == null);
    }

    [Fact]
    public async Task Opener_SinkIsDown_DeliversTheMailAllTheSame()
    {
        await _desk.AddAsync(ReplyCase.Mailbox);
        byte[] mail = await EncryptedAsync();
        _sink.IsDown = true;
        var log = new RecordingLogger<SmimeMessageOpener>();
        var opener = new SmimeMessageOpener(_manager, _desk.Cache, new FixedTrustAnchors(TrustAnchors.None), time: new ManualTime(TestAuthority.Now), logger: log);

        using OpenedMessage opened = await opener.OpenAsync(new MemoryStream(mail), Support, default);

        opened.Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
        log.Entries.Should().Contain(entry => entry.Id.Id == 1002 && entry.Text.Contains(nameof(IOException))).And.NotContain(entry => entry.Text.Contains("alice"));
    }

    [Fact]
    public void AuditEvent_Addresses_AreClassifiedAndNotInItsText()
    {
        var recorded = new SmimeAuditEvent { Kind = SmimeAuditKind.CertificateLearnt, At = TestAuthority.Now, MailboxAddress = Desk.Address, CustomerAddress = ReplyCase.Customer, Tenant = "acme" };

        recorded.ToString().Should().Be("CertificateLearnt");
        foreach (PropertyInfo property in typeof(SmimeAuditEvent).GetProperties().Where(property => property.Name.EndsWith("Address", StringComparison.Ordinal)))
        {
            property.GetCustomAttribute<DataClassificationAttribute>()!.Classification.Should().Be(MailAddressDataAttribute.Classification);
        }
    }

    private Task<OpenedMessage> OpenAsync(byte[] mail) => _desk.Opener.OpenAsync(new MemoryStream(mail), Support, default);

    private Task<ComposedReply> ComposeAsync(ReplyProtection protection) => _desk.Composer.ComposeAsync(ReplyCase.Draft, ReplyCase.Context, protection, default);

    // Encrypted to the mailbox by its own copy.
    private static async Task<byte[]> EncryptedAsync()
    {
        ReplyCase other = await ReplyCase.CreateAsync();
        return ReplyCase.Bytes(await other.ComposeOneAsync(ReplyProtection.Encrypt));
    }
}
