using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>The boxes as a host sees them, with real certificates, stores and keys behind them.</summary>
public sealed class AvailabilityTests
{
    private const string Bob = "bob@customer.example";

    [Fact]
    public async Task Ask_GoodMailboxAndCustomer_OffersBoth()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        ReplyAvailability can = await reply.AskAsync();

        can.CanSign.Should().BeTrue();
        can.CanEncrypt.Should().BeTrue();
        can.Recipients.Single().Should().BeEquivalentTo(new RecipientAvailability(ReplyCase.Customer, EncryptAvailability.Available, ReplyCase.Alice.Sha256, []));
        can.Cautions.Should().BeEmpty();
    }

    [Fact]
    public async Task Ask_MailboxWithoutCredential_OffersEncryptAlone()
    {
        ReplyAvailability can = await ReplyCase.WithoutCredential().AskAsync();

        can.Sign.Should().Be(SignAvailability.NoCertificate);
        can.Encrypt.Should().Be(EncryptAvailability.Available);
    }

    public static TheoryData<string, SignAvailability> Mailboxes => new()
    {
        { "expired", SignAvailability.CertificateExpired },
        { "not yet valid", SignAvailability.CertificateNotYetValid },
        { "encryption only", SignAvailability.NotForSigning },
        { "server certificate", SignAvailability.NotForSigning },
        { "other address", SignAvailability.AddressMismatch },
    };

    [Theory]
    [MemberData(nameof(Mailboxes))]
    public async Task Ask_MailboxThatCannotSign_SaysWhy(string kind, SignAvailability expected)
    {
        ReplyCase reply = await ReplyCase.CreateAsync(Issue(kind, Desk.Address));

        (await reply.AskAsync()).Sign.Should().Be(expected);
    }

    public static TheoryData<string, EncryptAvailability> Customers => new()
    {
        { "good", EncryptAvailability.Available },
        { "expired", EncryptAvailability.CertificateExpired },
        { "not yet valid", EncryptAvailability.CertificateNotYetValid },
        { "signing only", EncryptAvailability.NotForEncryption },
        { "server certificate", EncryptAvailability.NotForEncryption },
        { "other address", EncryptAvailability.CertificateUnusable },
        { "RSA-1024", EncryptAvailability.Available },
    };

    [Theory]
    [MemberData(nameof(Customers))]
    public async Task Ask_CustomersCertificateToday_IsJudgedAgain(string kind, EncryptAvailability expected)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        ReplyContext context = ReplyCase.Context with { EncryptionCertificate = Issue(kind, ReplyCase.Customer).Certificate.RawData };

        (await reply.AskAsync(context)).Encrypt.Should().Be(expected);
    }

    [Fact]
    public async Task Ask_WeakOrExpiringCertificate_GivesACaution()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        TestIdentity weak = TestAuthority.Issuing.Issue(new TestSubject(ReplyCase.Customer) { Key = "RSA-1024", NotAfter = TestAuthority.Now.AddDays(20) });

        ReplyAvailability can = await reply.AskAsync(ReplyCase.Context with { EncryptionCertificate = weak.Certificate.RawData, IsTrusted = false });

        can.Cautions.Should().BeEquivalentTo([SmimeCaution.UntrustedIssuer, SmimeCaution.CertificateExpiresSoon, SmimeCaution.WeakKey]);
    }

    [Fact]
    public async Task Ask_DaysLater_TheCertificateHasExpiredMeanwhile()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        reply.Desk.Time.Now = TestAuthority.Now.AddYears(2);

        ReplyAvailability can = await reply.AskAsync();

        can.Sign.Should().Be(SignAvailability.CertificateExpired);
        can.Encrypt.Should().Be(EncryptAvailability.CertificateExpired);
    }

    [Theory]
    [InlineData("")]
    [InlineData("3003020101")]
    public async Task Ask_StoredCertificateIsBroken_SaysSo(string hex)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        ReplyAvailability can = await reply.AskAsync(ReplyCase.Context with { EncryptionCertificate = Convert.FromHexString(hex) });

        can.Encrypt.Should().Be(EncryptAvailability.CertificateUnusable);
    }

    [Theory]
    [InlineData(UntrustedSigners.Caution, EncryptAvailability.Available)]
    [InlineData(UntrustedSigners.Refuse, EncryptAvailability.UntrustedIssuer)]
    public async Task Ask_IssuerIsNotTrusted_FollowsThePolicy(UntrustedSigners policy, EncryptAvailability expected)
    {
        ReplyCase reply = await ReplyCase.CreateAsync(SmimePolicy.Default with { UntrustedSigners = policy });

        (await reply.AskAsync(ReplyCase.Context with { IsTrusted = false })).Encrypt.Should().Be(expected);
    }

    [Fact]
    public async Task Ask_ReplyToElsewhere_NeedsACertificateOfThatAddress()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        ReplyAvailability can = await reply.AskAsync(ReplyCase.Context with { ReplyTo = [Bob] });

        can.Encrypt.Should().Be(EncryptAvailability.RecipientWithoutCertificate);
        can.Recipients.Single().Address.Should().Be(Bob);
    }

    [Fact]
    public async Task Ask_FurtherRecipientWithHostsCertificate_IsOffered()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        var recipients = new ReplyRecipients { Cc = [Bob], Certificates = [Issue("good", Bob).Certificate, Issue("good", "carol@customer.example").Certificate] };

        ReplyAvailability can = await reply.AskAsync(recipients: recipients);

        can.Encrypt.Should().Be(EncryptAvailability.Available);
        can.Recipients.Select(recipient => recipient.Address).Should().Equal(ReplyCase.Customer, Bob);
    }

    [Fact]
    public async Task Ask_HostVouchesForAnotherAddressOnly_IsNoHelp()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        var recipients = new ReplyRecipients { Cc = [Bob], Certificates = [Issue("good", "carol@customer.example").Certificate] };

        (await reply.AskAsync(recipients: recipients)).Encrypt.Should().Be(EncryptAvailability.RecipientWithoutCertificate);
    }

    [Fact]
    public async Task Ask_FurtherRecipientFromTheCache_TakesTheNewestThatIsValid()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        TestIdentity good = Issue("good", Bob);
        TestIdentity older = Issue("good", Bob);
        await RememberAsync(reply, older, TestAuthority.Now.AddDays(-9));
        await RememberAsync(reply, Issue("expired", Bob), TestAuthority.Now.AddDays(-1));
        await RememberAsync(reply, good, TestAuthority.Now.AddDays(-5));

        RecipientAvailability bob = (await reply.AskAsync(recipients: new ReplyRecipients { Cc = [Bob.ToUpperInvariant()] })).Recipients[1];

        bob.Encrypt.Should().Be(EncryptAvailability.Available);
        bob.Sha256.Should().Be(good.Sha256);
        bob.Cautions.Should().Equal(SmimeCaution.CertificateFromCache);
    }

    [Fact]
    public async Task Ask_CachedIssuerIsNoLongerTrusted_IsRefused()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        TestIdentity stranger = TestAuthority.CreateRoot("Stranger").Issue(new TestSubject(Bob));
        await RememberAsync(reply, stranger, TestAuthority.Now);

        (await reply.AskAsync(recipients: new ReplyRecipients { Cc = [Bob] })).Encrypt.Should().Be(EncryptAvailability.UntrustedIssuer);
    }

    public static TheoryData<string> Tamperings => ["tenant", "address", "thumbprint", "certificate of somebody else", "no certificate"];

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Ask_CacheAnswersWithAnothersRow_IgnoresIt(string tampering)
    {
        TestIdentity bob = Issue("good", Bob);
        SignerCertificate genuine = Row(bob, TestAuthority.Now);
        TestIdentity mallory = Issue("good", "mallory@customer.example");
        SignerCertificate row = tampering switch
        {
            "tenant" => genuine with { Tenant = "other" },
            "address" => genuine with { Address = "other@customer.example" },
            "thumbprint" => genuine with { Sha256 = mallory.Sha256 },
            "certificate of somebody else" => genuine with { Certificate = mallory.Certificate.RawData, Sha256 = mallory.Sha256 },
            _ => genuine with { Certificate = new byte[] { 1, 2, 3 } },
        };

        (await AskWithAsync(new FixedCache(genuine))).Should().Be(EncryptAvailability.Available);
        (await AskWithAsync(new FixedCache(row))).Should().Be(EncryptAvailability.RecipientWithoutCertificate);

        static async Task<EncryptAvailability> AskWithAsync(ISignerCertificateCache cache) =>
            (await new Desk(cache: cache).Composer.GetAvailabilityAsync(ReplyCase.Context, new ReplyRecipients { Cc = [Bob] }, CancellationToken.None)).Encrypt;
    }

    [Fact]
    public async Task Ask_CacheIsDown_IsTheCachesOwnException()
    {
        var desk = new Desk(cache: new FixedCache { IsDown = true });

        await FluentActions.Awaiting(() => desk.Composer.GetAvailabilityAsync(ReplyCase.Context, new ReplyRecipients { Cc = [Bob] }, CancellationToken.None))
            .Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Ask_CacheIsDown_LetsItsExceptionThroughRatherThanMissABlock()
    {
        var desk = new Desk(cache: new FixedCache { IsDown = true });

        await FluentActions.Awaiting(() => desk.Composer.GetAvailabilityAsync(ReplyCase.Context, null, CancellationToken.None)).Should().ThrowAsync<IOException>();
    }

    [Theory]
    [InlineData(false, EncryptAvailability.NotSigned)]
    [InlineData(true, EncryptAvailability.Available)]
    public async Task Ask_UnsignedMessageFromAKnownCustomer_FollowsThePolicy(bool fromCache, EncryptAvailability expected)
    {
        ReplyCase reply = await ReplyCase.CreateAsync(SmimePolicy.Default with { EncryptFromCache = fromCache });
        await RememberAsync(reply, ReplyCase.Alice, TestAuthority.Now);
        ReplyContext unsigned = ReplyCase.Context with { Encrypt = EncryptAvailability.NotSigned, EncryptionCertificate = default };

        ReplyAvailability can = await reply.AskAsync(unsigned);

        can.Encrypt.Should().Be(expected);
        can.Cautions.Contains(SmimeCaution.CertificateFromCache).Should().Be(fromCache);
    }

    [Fact]
    public async Task Ask_NobodyToReplyTo_SaysSo()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        (await reply.AskAsync(ReplyCase.Context with { From = null })).Encrypt.Should().Be(EncryptAvailability.NoRecipient);
    }

    [Fact]
    public async Task Ask_SplitCredentials_SignsWithTheOneThatMay()
    {
        ReplyCase reply = await ReplyCase.CreateAsync(Issue("signing only", Desk.Address));
        await reply.Desk.AddAsync(Issue("encryption only", Desk.Address));

        (await reply.AskAsync()).Sign.Should().Be(SignAvailability.Available);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("a@x.example, b@x.example")]
    [InlineData("a@x.example\r\nBcc: b@x.example")]
    public async Task Ask_RecipientIsNoPlainAddress_IsMisuse(string address)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        await FluentActions.Awaiting(() => reply.AskAsync(recipients: new ReplyRecipients { Cc = [address] })).Should().ThrowAsync<ArgumentException>();
    }

    internal static TestIdentity Issue(string kind, string address) => TestAuthority.Issuing.Issue(kind switch
    {
        "expired" => new TestSubject(address) { NotAfter = TestAuthority.Now.AddDays(-1) },
        "not yet valid" => new TestSubject(address) { NotBefore = TestAuthority.Now.AddDays(1) },
        "signing only" => new TestSubject(address) { KeyUsage = X509KeyUsageFlags.DigitalSignature },
        "encryption only" => new TestSubject(address) { Key = "RSA-2048", KeyUsage = X509KeyUsageFlags.KeyEncipherment },
        "server certificate" => new TestSubject(address) { Purposes = ["1.3.6.1.5.5.7.3.1"] },
        "other address" => new TestSubject("other@elsewhere.example"),
        "RSA-1024" => new TestSubject(address) { Key = "RSA-1024" },
        _ => new TestSubject(address),
    });

    internal static SignerCertificate Row(TestIdentity identity, DateTimeOffset signingTime, byte[]? capabilities = null) => new()
    {
        Tenant = string.Empty,
        Address = Bob,
        Sha256 = identity.Sha256,
        Certificate = identity.Certificate.RawData,
        SigningCertificate = identity.Certificate.RawData,
        Issuers = [.. identity.Issuer.Chain.SkipLast(1).Select(issuer => (ReadOnlyMemory<byte>)issuer.RawData)],
        Capabilities = capabilities,
        SigningTime = signingTime,
        FirstSeen = signingTime,
        LastSeen = signingTime,
    };

    private static Task RememberAsync(ReplyCase reply, TestIdentity identity, DateTimeOffset signingTime) =>
        reply.Desk.Cache.StoreAsync(Row(identity, signingTime) with { Address = identity == ReplyCase.Alice ? ReplyCase.Customer : Bob }, CancellationToken.None);
}
