using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Harvest;

/// <summary>What a mail teaches, and what no mail may teach.</summary>
public sealed class HarvestTests
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task Open_ValidSignature_StoresTheCertificateWithItsProvenance()
    {
        DateTimeOffset signed = TestAuthority.Now.AddMinutes(-5);
        using OpenedMessage opened = await _desk.OpenAsync(new CustomerMail(Customers.Alice) { SigningTime = signed, Capabilities = CustomerMail.Aes256 }.ToBytes());

        opened.Harvest.Should().Be(new HarvestResult(HarvestStatus.Stored, HarvestReason.None, CustomerMail.Alice, Customers.Alice.Sha256));
        SignerCertificate row = (await KnownAsync()).Should().ContainSingle().Subject;
        row.Certificate.ToArray().Should().Equal(Customers.Alice.Certificate.RawData);
        row.SigningCertificate.ToArray().Should().Equal(Customers.Alice.Certificate.RawData);
        row.Issuers.Should().ContainSingle().Which.ToArray().Should().Equal(TestAuthority.Issuing.Certificate.RawData);
        (row.MessageId, row.FirstSeen, row.LastSeen, row.SigningTime, row.CapabilitiesTime).Should().Be(("mail@customer.example", TestAuthority.Now, TestAuthority.Now, signed, signed));
        row.Capabilities.ToArray().Should().Equal(CustomerMail.Aes256);
        (row.Decision, row.DecidedAt).Should().Be((SignerCertificateDecision.None, null));
    }

    [Fact]
    public async Task Open_TheSameMailTwice_ChangesNothing()
    {
        byte[] mail = new CustomerMail(Customers.Alice) { SigningTime = TestAuthority.Now }.ToBytes();
        using OpenedMessage first = await _desk.OpenAsync(mail);
        SignerCertificate before = (await KnownAsync()).Single();
        using OpenedMessage second = await _desk.OpenAsync(mail);

        second.Harvest.Should().Be(first.Harvest);
        (await KnownAsync()).Single().Should().Be(before with { Issuers = (await KnownAsync()).Single().Issuers });
        second.Signature.Cautions.Should().NotContain(SmimeCaution.CertificateChanged);
    }

    public static TheoryData<string, HarvestReason> Untaught => new()
    {
        { "unsigned", HarvestReason.NotSigned },
        { "altered", HarvestReason.SignatureNotValid },
        { "stranger", HarvestReason.SignatureNotValid },
        { "other From", HarvestReason.SignatureNotValid },
        { "expired", HarvestReason.SignatureNotValid },
        { "only signs", HarvestReason.NoEncryptionCertificate },
        { "encryption certificate expired", HarvestReason.EncryptionCertificateOutsideValidity },
        { "encryption certificate not yet valid", HarvestReason.EncryptionCertificateOutsideValidity },
        { "encryption certificate of a stranger", HarvestReason.EncryptionCertificateNotTrusted },
        { "encryption certificate of another address", HarvestReason.NoEncryptionCertificate },
        { "encryption certificate for servers", HarvestReason.NoEncryptionCertificate },
    };

    [Theory]
    [MemberData(nameof(Untaught))]
    public async Task Open_WhatProvesTooLittle_LeavesNothingBehind(string situation, HarvestReason reason)
    {
        using OpenedMessage opened = await _desk.OpenAsync(MailOf(situation));

        (opened.Harvest.Status, opened.Harvest.Reason, opened.Harvest.Sha256).Should().Be((HarvestStatus.NotStored, reason, null));
        (await KnownAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Open_SplitCertificates_StoresBothAndEncryptsToTheRightOne()
    {
        using OpenedMessage opened = await _desk.OpenAsync(new CustomerMail(Customers.Signing) { Others = [Customers.Encrypting] }.ToBytes());

        opened.Harvest.Sha256.Should().Be(Customers.Encrypting.Sha256);
        opened.ReplyContext.EncryptionCertificate.ToArray().Should().Equal(Customers.Encrypting.Certificate.RawData);
        (await KnownAsync()).Select(row => row.Sha256).Should().BeEquivalentTo(Customers.Signing.Sha256, Customers.Encrypting.Sha256);
        (await KnownAsync()).Should().OnlyContain(row => row.SigningCertificate.ToArray().SequenceEqual(Customers.Signing.Certificate.RawData));
    }

    [Fact]
    public async Task Open_EncryptionCertificateOfAnotherIssuer_IsStoredWithItsOwnIssuers()
    {
        TestAuthority other = TestAuthority.Root.CreateSubordinate("Encryption CA");
        TestIdentity encrypting = Customers.Issue(subject => subject with { Key = "RSA-2048", KeyUsage = X509KeyUsageFlags.KeyEncipherment }, other);
        var mail = new CustomerMail(Customers.Signing) { Others = [encrypting, new TestIdentity(other.Certificate, other)] };

        using OpenedMessage opened = await _desk.OpenAsync(mail.ToBytes());

        opened.Harvest.Status.Should().Be(HarvestStatus.Stored);
        (await KnownAsync()).Single(row => row.Sha256 == encrypting.Sha256).Issuers.Should().ContainSingle().Which.ToArray().Should().Equal(other.Certificate.RawData);
    }

    [Fact]
    public async Task Open_KeyPreference_OutranksTheSignersOwnCertificate()
    {
        using OpenedMessage preferred = await _desk.OpenAsync(new CustomerMail(Customers.Alice) { Others = [Customers.Encrypting], Preferred = Customers.Encrypting }.ToBytes());
        using OpenedMessage none = await _desk.OpenAsync(new CustomerMail(Customers.Alice) { Others = [Customers.Encrypting] }.ToBytes());

        preferred.Harvest.Sha256.Should().Be(Customers.Encrypting.Sha256);
        none.Harvest.Sha256.Should().Be(Customers.Alice.Sha256);
    }

    [Fact]
    public async Task Open_KeyPreferenceForAStrangersCertificate_FallsBackToTheSignersOwn()
    {
        TestIdentity attackers = Customers.Issue(subject => subject, Customers.Strangers);
        using OpenedMessage opened = await _desk.OpenAsync(new CustomerMail(Customers.Alice) { Others = [attackers], Preferred = attackers }.ToBytes());

        opened.Harvest.Sha256.Should().Be(Customers.Alice.Sha256);
        (await KnownAsync()).Select(row => row.Sha256).Should().Equal(Customers.Alice.Sha256);
    }

    [Fact]
    public async Task Open_UntrustedSigner_ServesOnlyTheReplyToItsOwnMessage()
    {
        TestIdentity stranger = Customers.Issue(subject => subject, Customers.Strangers);
        using OpenedMessage opened = await _desk.OpenAsync(new CustomerMail(stranger).ToBytes());

        opened.ReplyContext.Encrypt.Should().Be(EncryptAvailability.Available);
        opened.ReplyContext.EncryptionCertificate.ToArray().Should().Equal(stranger.Certificate.RawData);
        opened.ReplyContext.IsTrusted.Should().BeFalse();
        (await KnownAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Open_AnotherKeyForAKnownAddress_IsKeptBesideTheOldOneAndSaidSo()
    {
        using OpenedMessage first = await _desk.OpenAsync(new CustomerMail(Customers.Alice).ToBytes());
        using OpenedMessage changed = await _desk.OpenAsync(new CustomerMail(Customers.NewAlice).ToBytes());
        using OpenedMessage again = await _desk.OpenAsync(new CustomerMail(Customers.NewAlice).ToBytes());

        first.Signature.Cautions.Should().NotContain(SmimeCaution.CertificateChanged);
        changed.Signature.Status.Should().Be(SignatureStatus.Valid);
        changed.Signature.Cautions.Should().Contain(SmimeCaution.CertificateChanged);
        changed.ReplyContext.Cautions.Should().Contain(SmimeCaution.CertificateChanged);
        again.Signature.Cautions.Should().NotContain(SmimeCaution.CertificateChanged);
        (await KnownAsync()).Select(row => row.Sha256).Should().BeEquivalentTo(Customers.Alice.Sha256, Customers.NewAlice.Sha256);
    }

    [Fact]
    public async Task Open_AnotherSigningKeyWithTheSameEncryptionCertificate_IsKeptBesideTheOldOneAndSaidSo()
    {
        using OpenedMessage first = await _desk.OpenAsync(new CustomerMail(Customers.Signing) { Others = [Customers.Encrypting] }.ToBytes());
        using OpenedMessage changed = await _desk.OpenAsync(new CustomerMail(Customers.NewSigning) { Others = [Customers.Encrypting] }.ToBytes());

        changed.Signature.Cautions.Should().Contain(SmimeCaution.CertificateChanged);
        (await KnownAsync()).Select(row => row.Sha256).Should().BeEquivalentTo(Customers.Signing.Sha256, Customers.NewSigning.Sha256, Customers.Encrypting.Sha256);
    }

    [Fact]
    public async Task Open_RenewedCertificateForTheSameKey_IsNoOtherKey()
    {
        using RSA key = RSA.Create(2048);
        TestIdentity old = Customers.Issue(subject => subject with { ExistingKey = key });
        TestIdentity renewed = Customers.Issue(subject => subject with { ExistingKey = key });
        using OpenedMessage first = await _desk.OpenAsync(new CustomerMail(old).ToBytes());
        using OpenedMessage second = await _desk.OpenAsync(new CustomerMail(renewed).ToBytes());

        second.Signature.Cautions.Should().NotContain(SmimeCaution.CertificateChanged);
        (await KnownAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task Open_StrangersKeyForAKnownAddress_IsSaidSoAndTeachesNothing()
    {
        using OpenedMessage first = await _desk.OpenAsync(new CustomerMail(Customers.Alice).ToBytes());
        using OpenedMessage stranger = await _desk.OpenAsync(new CustomerMail(Customers.Issue(subject => subject, Customers.Strangers)).ToBytes());

        stranger.Signature.Status.Should().Be(SignatureStatus.Indeterminate);
        stranger.ReplyContext.Cautions.Should().Contain(SmimeCaution.CertificateChanged);
        (await KnownAsync()).Select(row => row.Sha256).Should().Equal(Customers.Alice.Sha256);
    }

    [Fact]
    public async Task Open_OlderMailAfterANewerOne_KeepsTheNewerCapabilities()
    {
        using OpenedMessage newer = await _desk.OpenAsync(new CustomerMail(Customers.Alice) { SigningTime = TestAuthority.Now.AddMinutes(-1), Capabilities = CustomerMail.Aes256, MessageId = "new" }.ToBytes());
        using OpenedMessage older = await _desk.OpenAsync(new CustomerMail(Customers.Alice) { SigningTime = TestAuthority.Now.AddDays(-1), Capabilities = CustomerMail.Aes128, MessageId = "old" }.ToBytes());

        SignerCertificate row = (await KnownAsync()).Single();
        row.Capabilities.ToArray().Should().Equal(CustomerMail.Aes256);
        row.MessageId.Should().Be("new");
    }

    [Fact]
    public async Task Open_SigningTimeFarInTheFuture_TeachesNoCapabilitiesAndBlocksNoLaterOnes()
    {
        using OpenedMessage future = await _desk.OpenAsync(new CustomerMail(Customers.Alice) { SigningTime = TestAuthority.Now.AddYears(5), Capabilities = CustomerMail.Aes128 }.ToBytes());
        SignerCertificate first = (await KnownAsync()).Single();
        _desk.Time.Now = TestAuthority.Now.AddDays(1);
        using OpenedMessage honest = await _desk.OpenAsync(new CustomerMail(Customers.Alice) { SigningTime = TestAuthority.Now.AddDays(1), Capabilities = CustomerMail.Aes256 }.ToBytes());

        future.ReplyContext.Capabilities.IsEmpty.Should().BeTrue();
        first.Capabilities.IsEmpty.Should().BeTrue();
        first.SigningTime.Should().Be(TestAuthority.Now);
        (await KnownAsync()).Single().Capabilities.ToArray().Should().Equal(CustomerMail.Aes256);
    }

    [Fact]
    public async Task Open_CacheIsDown_StillGivesContentAndVerdictAndWaits()
    {
        var desk = new Desk(cache: new Reply.FixedCache { IsDown = true });
        using OpenedMessage opened = await desk.OpenAsync(new CustomerMail(Customers.Alice).ToBytes());

        opened.Content.TextBody.Trim().Should().Be("Hello");
        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Signature.Cautions.Should().Contain(SmimeCaution.KnownCertificatesUnavailable);
        opened.Harvest.Status.Should().Be(HarvestStatus.Deferred);
        opened.Missing.Pieces.Should().Equal(MissingPiece.KnownCertificates);
    }

    private Task<IReadOnlyList<SignerCertificate>> KnownAsync() => _desk.Cache.FindAsync(string.Empty, CustomerMail.Alice, default);

    private static byte[] MailOf(string situation)
    {
        CustomerMail With(Func<TestSubject, TestSubject> change, TestAuthority? issuer = null) =>
            new(Customers.Signing) { Others = [Customers.Issue(subject => change(subject with { Key = "RSA-2048", KeyUsage = X509KeyUsageFlags.KeyEncipherment }), issuer)] };
        return situation switch
        {
            "unsigned" => Inbound.Mail.Crlf("From: alice@customer.example\n\nHello\n"),
            "altered" => new CustomerMail(Customers.Alice).Altered(),
            "stranger" => new CustomerMail(Customers.Issue(subject => subject, Customers.Strangers)).ToBytes(),
            "other From" => new CustomerMail(Customers.Alice) { From = "bob@customer.example" }.ToBytes(),
            "expired" => new CustomerMail(Customers.Issue(subject => subject with { NotAfter = TestAuthority.Now.AddDays(-1) })).ToBytes(),
            "only signs" => new CustomerMail(Customers.Signing).ToBytes(),
            "encryption certificate expired" => With(subject => subject with { NotAfter = TestAuthority.Now.AddDays(-1) }).ToBytes(),
            "encryption certificate not yet valid" => With(subject => subject with { NotBefore = TestAuthority.Now.AddDays(1) }).ToBytes(),
            "encryption certificate of a stranger" => With(subject => subject, Customers.Strangers).ToBytes(),
            "encryption certificate of another address" => With(subject => subject with { Addresses = ["mallory@customer.example"] }).ToBytes(),
            "encryption certificate for servers" => With(subject => subject with { Purposes = ["1.3.6.1.5.5.7.3.1"] }).ToBytes(),
            _ => throw new NotSupportedException(situation),
        };
    }
}
