using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Harvest;

/// <summary>What an administrator sees and decides, and that every room obeys.</summary>
public sealed class SignerCertificateManagerTests
{
    private static readonly Mailbox Customer = CustomerMail.Alice;

    private readonly Desk _desk = new(SmimePolicy.Default);
    private readonly SignerCertificateManager _manager;

    public SignerCertificateManagerTests() => _manager = Manager(_desk.Cache);

    [Fact]
    public async Task List_SeveralCertificates_SaysWhichIsPreferredAndWhyTheOthersAreNot()
    {
        TestIdentity shortLived = Customers.Issue(subject => subject with { NotAfter = TestAuthority.Now.AddMinutes(30) });
        await LearnAsync(Customers.Alice, -3);
        await LearnAsync(shortLived, -1);
        await LearnAsync(Customers.Signing, -2, Customers.Encrypting);
        await _manager.BlockAsync(Customer, Customers.Encrypting.Sha256, default);
        _desk.Time.Now = TestAuthority.Now.AddHours(1);

        IReadOnlyList<SignerCertificateInfo> known = await _manager.ListAsync(Customer, default);

        known.Select(info => info.Stored.Sha256).Should().Equal(shortLived.Sha256, Customers.Signing.Sha256, Customers.Alice.Sha256, Customers.Encrypting.Sha256);
        known.Select(info => info.Availability).Should().Equal(
            EncryptAvailability.CertificateExpired, EncryptAvailability.NotForEncryption, EncryptAvailability.Available, EncryptAvailability.CertificateBlocked);
        known.Select(info => info.IsPreferred).Should().Equal(false, false, true, false);
        known[2].Description.Addresses.Should().Equal(CustomerMail.Alice);
    }

    [Fact]
    public async Task List_AnyOrderOfArrival_PrefersTheSame()
    {
        foreach (int[] order in new[] { new[] { 0, 1, 2 }, [2, 1, 0], [1, 2, 0] })
        {
            var desk = new Desk();
            foreach (int i in order)
            {
                using OpenedMessage opened = await desk.OpenAsync(MailOf(new[] { Customers.Alice, Customers.NewAlice, Customers.Alice }[i], new[] { -5, -2, -3 }[i]));
            }

            (await Manager(desk.Cache).ListAsync(Customer, default)).Single(info => info.IsPreferred).Stored.Sha256.Should().Be(Customers.NewAlice.Sha256);
        }
    }

    [Fact]
    public async Task List_IssuerNoLongerTrusted_SaysSo()
    {
        await LearnAsync(Customers.Alice, -1);
        var manager = new SignerCertificateManager(_desk.Cache, new FixedTrustAnchors(TrustAnchors.None), null, _desk.Time);

        SignerCertificateInfo known = (await manager.ListAsync(Customer, default)).Single();

        (known.IsPreferred, known.Availability).Should().Be((false, EncryptAvailability.UntrustedIssuer));
    }

    [Fact]
    public async Task Pin_OlderCertificate_IsPreferredUntilItIsUnusableOrUnpinned()
    {
        await LearnAsync(Customers.Alice, -3);
        await LearnAsync(Customers.NewAlice, -1);
        (await _manager.PinAsync(Customer, Customers.Alice.Sha256, default)).Should().BeTrue();
        (await PreferredAsync()).Should().Be(Customers.Alice.Sha256);
        (await _manager.ListAsync(Customer, default))[0].Stored.DecidedAt.Should().Be(TestAuthority.Now);

        (await _manager.UnblockAsync(Customer, Customers.Alice.Sha256, default)).Should().BeFalse();
        (await _manager.UnpinAsync(Customer, Customers.Alice.Sha256, default)).Should().BeTrue();
        (await PreferredAsync()).Should().Be(Customers.NewAlice.Sha256);
        (await _manager.UnpinAsync(Customer, Customers.Alice.Sha256, default)).Should().BeFalse();
    }

    [Fact]
    public async Task Pin_ExpiredCertificate_GivesWayToTheNextOne()
    {
        TestIdentity shortLived = Customers.Issue(subject => subject with { NotAfter = TestAuthority.Now.AddMinutes(30) });
        await LearnAsync(shortLived, -3);
        await LearnAsync(Customers.NewAlice, -1);
        await _manager.PinAsync(Customer, shortLived.Sha256, default);
        _desk.Time.Now = TestAuthority.Now.AddHours(1);

        (await PreferredAsync()).Should().Be(Customers.NewAlice.Sha256);
    }

    [Fact]
    public async Task Pin_MailWithAnotherKey_CarriesTheCautionEachTimeAndIsAnsweredToThePinned()
    {
        await LearnAsync(Customers.Alice, -3);
        await _manager.PinAsync(Customer, Customers.Alice.Sha256, default);
        for (int i = 0; i < 2; i++)
        {
            using OpenedMessage opened = await _desk.OpenAsync(MailOf(Customers.NewAlice, -1));
            opened.Signature.Status.Should().Be(SignatureStatus.Valid);
            opened.Signature.Cautions.Should().Contain(SmimeCaution.CertificateChanged);
            ReplyAvailability can = await _desk.Composer.GetAvailabilityAsync(opened.ReplyContext, null, default);
            can.Recipients.Single().Sha256.Should().Be(Customers.Alice.Sha256);
            can.Cautions.Should().Contain(SmimeCaution.CertificateChanged);
        }

        using OpenedMessage same = await _desk.OpenAsync(MailOf(Customers.Alice, -1));
        same.Signature.Cautions.Should().NotContain(SmimeCaution.CertificateChanged);
    }

    [Fact]
    public async Task Pin_MailWithoutUsableSignature_OpensNoBox()
    {
        await LearnAsync(Customers.Alice, -3);
        await _manager.PinAsync(Customer, Customers.Alice.Sha256, default);
        using OpenedMessage unsigned = await _desk.OpenAsync("From: alice@customer.example\n\nHello\n");

        ReplyAvailability can = await _desk.Composer.GetAvailabilityAsync(unsigned.ReplyContext, null, default);

        can.Encrypt.Should().Be(EncryptAvailability.NotSigned);
        can.Recipients.Single().Encrypt.Should().Be(EncryptAvailability.NotSigned);
    }

    [Fact]
    public async Task Block_KnownCertificate_IsNeitherValidNorLearntNorEncryptedTo()
    {
        await LearnAsync(Customers.Alice, -3);
        using OpenedMessage before = await _desk.OpenAsync(MailOf(Customers.Alice, -1));
        await _manager.BlockAsync(Customer, Customers.Alice.Sha256, default);
        using OpenedMessage after = await _desk.OpenAsync(MailOf(Customers.Alice, 0));

        (after.Signature.Status, after.Signature.Reason).Should().Be((SignatureStatus.Invalid, SignatureReason.CertificateBlocked));
        after.Harvest.Should().Be(new HarvestResult(HarvestStatus.NotStored, HarvestReason.CertificateBlocked, null, null));
        after.ReplyContext.Encrypt.Should().Be(EncryptAvailability.CertificateBlocked);
        (await _desk.Composer.GetAvailabilityAsync(before.ReplyContext, null, default)).Encrypt.Should().Be(EncryptAvailability.CertificateBlocked);
        (await _desk.Cache.FindAsync(string.Empty, CustomerMail.Alice, default)).Single().LastSeen.Should().Be(TestAuthority.Now);
    }

    [Fact]
    public async Task Block_HostVouchesForTheCertificate_IsNotEncryptedToEither()
    {
        await LearnAsync(Customers.Alice, -3);
        await _manager.BlockAsync(Customer, Customers.Alice.Sha256, default);
        var context = new ReplyContext { MailboxAddress = Desk.Address, From = "bob@customer.example" };
        var recipients = new ReplyRecipients { To = [CustomerMail.Alice], Certificates = [Customers.Alice.Certificate] };

        (await _desk.Composer.GetAvailabilityAsync(context, recipients, default)).Recipients.Single().Encrypt.Should().Be(EncryptAvailability.CertificateBlocked);
    }

    [Fact]
    public async Task Block_AnotherCertificateForTheSameKey_IsBlockedToo()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        TestIdentity old = Customers.Issue(subject => subject with { ExistingKey = key });
        TestIdentity renewed = Customers.Issue(subject => subject with { ExistingKey = key });
        await LearnAsync(old, -1);
        await _manager.BlockAsync(Customer, old.Sha256, default);
        using OpenedMessage opened = await _desk.OpenAsync(MailOf(renewed, 0));

        opened.Signature.Reason.Should().Be(SignatureReason.CertificateBlocked);
        (await _manager.ListAsync(Customer, default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Block_EncryptionCertificateOnly_LeavesTheSignatureValidAndTakesTheNext()
    {
        await LearnAsync(Customers.Alice, -1, Customers.Encrypting);
        await _manager.DecideAsync(Customer, Customers.Encrypting.Certificate.RawData, SignerCertificateDecision.Blocked, default);
        using OpenedMessage opened = await _desk.OpenAsync(new CustomerMail(Customers.Alice) { Others = [Customers.Encrypting], Preferred = Customers.Encrypting }.ToBytes());

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Harvest.Sha256.Should().Be(Customers.Alice.Sha256);
        opened.ReplyContext.EncryptionCertificate.ToArray().Should().Equal(Customers.Alice.Certificate.RawData);
    }

    [Fact]
    public async Task Block_WhileTheSameIsHarvested_IsNotLost()
    {
        await LearnAsync(Customers.Alice, -3);
        SignerCertificate sighting = (await _desk.Cache.FindAsync(string.Empty, CustomerMail.Alice, default)).Single() with { SigningTime = TestAuthority.Now.AddDays(9), LastSeen = TestAuthority.Now.AddDays(9) };
        await _manager.BlockAsync(Customer, Customers.Alice.Sha256, default);
        await _desk.Cache.StoreAsync(sighting, default);

        (await _manager.ListAsync(Customer, default)).Single().Stored.Decision.Should().Be(SignerCertificateDecision.Blocked);
    }

    [Fact]
    public async Task Unblock_DecidedByAServerWhoseClockIsAhead_StillWins()
    {
        await LearnAsync(Customers.Alice, -3);
        _desk.Time.Now = TestAuthority.Now.AddMinutes(5);
        await _manager.BlockAsync(Customer, Customers.Alice.Sha256, default);
        _desk.Time.Now = TestAuthority.Now;

        (await _manager.UnblockAsync(Customer, Customers.Alice.Sha256, default)).Should().BeTrue();

        using OpenedMessage opened = await _desk.OpenAsync(MailOf(Customers.Alice, 0));
        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
    }

    [Fact]
    public async Task Decide_CertificateThatIsNotKnown_IsKeptWithTheDecision()
    {
        await _manager.DecideAsync(Customer, Customers.Alice.Certificate.RawData, SignerCertificateDecision.Blocked, default);
        using OpenedMessage opened = await _desk.OpenAsync(MailOf(Customers.Alice, 0));

        opened.Signature.Reason.Should().Be(SignatureReason.CertificateBlocked);
        (await _manager.PinAsync(Customer, Customers.NewAlice.Sha256, default)).Should().BeFalse();
    }

    [Fact]
    public async Task Decide_NoCertificateOrAnotherAddressOrNoDecision_IsRefused()
    {
        await Refused(() => _manager.DecideAsync(Customer, new byte[] { 1, 2, 3 }, SignerCertificateDecision.Pinned, default));
        await Refused(() => _manager.DecideAsync("bob@customer.example", Customers.Alice.Certificate.RawData, SignerCertificateDecision.Pinned, default));
        await Refused(() => _manager.DecideAsync(Customer, Customers.Alice.Certificate.RawData, SignerCertificateDecision.None, default));
        (await _manager.ListAsync(Customer, default)).Should().BeEmpty();

        static Task Refused(Func<Task> call) => FluentActions.Awaiting(call).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Forget_KnownCustomer_RemovesEverything()
    {
        await LearnAsync(Customers.Signing, -3, Customers.Encrypting);
        await _manager.BlockAsync(Customer, Customers.Signing.Sha256, default);

        (await _manager.ForgetAsync("Alice@Customer.Example", default)).Should().Be(2);

        using OpenedMessage opened = await _desk.OpenAsync(MailOf(Customers.Signing, 0, Customers.Encrypting));
        opened.Harvest.Status.Should().Be(HarvestStatus.Stored);
    }

    private async Task<string?> PreferredAsync() => (await _manager.ListAsync(Customer, default)).SingleOrDefault(info => info.IsPreferred)?.Stored.Sha256;

    private SignerCertificateManager Manager(ISignerCertificateCache cache) =>
        new(cache, new FixedTrustAnchors(TrustAnchors.FromCertificates([TestAuthority.Root.Certificate])), null, _desk.Time);

    private async Task LearnAsync(TestIdentity signer, int days, params TestIdentity[] others)
    {
        using OpenedMessage opened = await _desk.OpenAsync(MailOf(signer, days, others));
        opened.Harvest.Status.Should().Be(HarvestStatus.Stored);
    }

    private static byte[] MailOf(TestIdentity signer, int days, params TestIdentity[] others) =>
        new CustomerMail(signer) { Others = others, SigningTime = TestAuthority.Now.AddDays(days) }.ToBytes();
}
