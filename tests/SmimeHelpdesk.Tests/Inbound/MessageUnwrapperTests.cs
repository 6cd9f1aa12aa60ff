using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;
using static SmimeHelpdesk.Tests.Inbound.ErrantMail;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class MessageUnwrapperTests
{
    private static readonly KeyedIdentity Rsa = SharedIdentities.Of("RSA-3072", Desk.Address);

    [Fact]
    public async Task KeyUses_KeyThatWasTried_SaysWhetherItOpenedAnything()
    {
        Func<byte[], byte[]> wrong = key => ForgedRecipient.KeyTransport(Rsa)([.. key, 1]);
        byte[] closed = ForgedMail.Part(ForgedEnvelope.For("AES-256-CBC", Letter("x"), wrong).Encode(), "application/pkcs7-mime; smime-type=enveloped-data");
        MessageUnwrapper unwrapper = await CreateAsync();

        (await UnwrapAsync(unwrapper, closed)).Encryption!.Reason.Should().Be(EncryptionReason.DecryptionFailed);
        unwrapper.KeyUses.Should().Equal(new Dictionary<string, bool> { [Rsa.Certificate.Sha256] = false });

        (await UnwrapAsync(unwrapper, Encrypted(Letter("x"), Agent))).IsDecrypted.Should().BeTrue();
        unwrapper.KeyUses.Should().BeEquivalentTo(new Dictionary<string, bool> { [Rsa.Certificate.Sha256] = false, [Agent.Certificate.Sha256] = true });
    }

    [Fact]
    public async Task KeyUses_NothingEncrypted_AreNone()
    {
        MessageUnwrapper unwrapper = await CreateAsync();

        await UnwrapAsync(unwrapper, Opaque(Letter("x")));

        unwrapper.KeyUses.Should().BeEmpty();
    }

    [Fact]
    public async Task UnwrapAsync_BeginningOfAMessage_IsPastTheLimit()
    {
        MessageUnwrapper unwrapper = await CreateAsync();

        UnwrappedMessage unwrapped = await unwrapper.UnwrapAsync(ByteSource.From(Opaque(Letter("x"))), false, CancellationToken.None);

        unwrapped.IsCutShort.Should().BeTrue();
        unwrapped.Payload.Should().BeSameAs(unwrapped.Message);
    }

    [Fact]
    public async Task UnwrapAsync_PastAStructuralLimit_KeepsTheHeader()
    {
        MessageUnwrapper unwrapper = await CreateAsync(SmimeLimits.Default with { MaximumParts = 2 });

        UnwrappedMessage unwrapped = await UnwrapAsync(unwrapper, [.. Mail.Crlf("Subject: kept\n"), .. Mixed(Letter("a"), Letter("b"))]);

        unwrapped.IsCutShort.Should().BeTrue();
        unwrapped.Message.Headers["Subject"].Should().Be("kept");
    }

    [Fact]
    public async Task ParseMessage_MessagesThatCostTooMuchTogether_AreNotRead()
    {
        ParsedEntity part = Mail.Parse(Forwarded("a@b.example", Letter(new string('x', 600_000))));
        MessageUnwrapper unwrapper = await CreateAsync();

        unwrapper.ParseMessage(part)!.Headers["Subject"].Should().Be("inner");
        unwrapper.ParseMessage(part).Should().BeNull();
    }

    [Fact]
    public async Task UnwrapPartAsync_SignedTextsThatCostTooMuchTogether_AreNotRead()
    {
        ParsedEntity part = Mail.Parse(Clear(Letter(new string('x', 600_000))));
        MessageUnwrapper unwrapper = await CreateAsync();
        PartNumber number = PartNumber.Message.Part(2);

        UnwrappedMessage first = await unwrapper.UnwrapPartAsync(part, number, CancellationToken.None);
        UnwrappedMessage second = await unwrapper.UnwrapPartAsync(part, number, CancellationToken.None);

        (first.IsCutShort, first.Number.Text).Should().Be((false, "2.1"));
        (second.IsCutShort, second.Number.Text).Should().Be((true, "2"));
    }

    private static async Task<MessageUnwrapper> CreateAsync(SmimeLimits? limits = null)
    {
        var policy = new SmimePolicy { Limits = limits ?? SmimeLimits.Default };
        Desk desk = await Desk.WithAsync(policy, Agent, Rsa);
        return new MessageUnwrapper(desk.Credentials, policy, new CertificateMemo(), Desk.Address, new OwnedResources());
    }

    private static Task<UnwrappedMessage> UnwrapAsync(MessageUnwrapper unwrapper, byte[] mail) =>
        unwrapper.UnwrapAsync(ByteSource.From(mail), true, CancellationToken.None);
}
