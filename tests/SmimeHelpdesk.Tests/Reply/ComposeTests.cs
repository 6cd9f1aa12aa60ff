using System.Security.Cryptography;
using System.Text;
using MimeKit;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Interop;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Reply;

public sealed class ComposeTests
{
    private const ReplyProtection Both = ReplyProtection.Sign | ReplyProtection.Encrypt;
    private const string Bob = "bob@customer.example";
    private const string Gcm256 = "300D300B060960864801650304012E";
    private const string Cbc128 = "300D300B0609608648016503040102";

    [Theory]
    [InlineData(ReplyProtection.None, "text/plain", null)]
    [InlineData(ReplyProtection.Sign, "multipart/signed", null)]
    [InlineData(ReplyProtection.Encrypt, "application/pkcs7-mime", "enveloped-data")]
    [InlineData(Both, "application/pkcs7-mime", "enveloped-data")]
    public async Task Compose_EachProtection_HasItsForm(ReplyProtection protection, string type, string? smimeType)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        MimeMessage message = await reply.ComposeOneAsync(protection);

        message.Body!.ContentType.MimeType.Should().Be(type);
        message.Body.ContentType.Parameters["smime-type"].Should().Be(smimeType);
    }

    [Fact]
    public async Task Compose_SignedMessage_SaysWhatItIs()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        string text = ReplyCase.Text(await reply.ComposeOneAsync(ReplyProtection.Sign));

        text.Should().Contain("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";\r\n micalg=sha-256;")
            .And.Contain("Content-Type: application/pkcs7-signature; name=smime.p7s\r\n").And.Contain("filename=smime.p7s");
    }

    [Fact]
    public async Task Compose_OpaquePolicy_VerifiesWithOpenSsl()
    {
        using var openssl = new OpenSslCms();
        ReplyCase reply = await ReplyCase.CreateAsync(SmimePolicy.Default with { SignatureForm = SignatureForm.Opaque });

        MimeMessage message = await reply.ComposeOneAsync(ReplyProtection.Sign);

        message.Body!.ContentType.Parameters["smime-type"].Should().Be("signed-data");
        (await openssl.VerifyAsync(ReplyCase.Bytes(message), TestAuthority.Root)).Should().NotBeNull();
    }

    [Fact]
    public async Task Compose_Headers_AreTheReplys()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        ComposedReply composed = await reply.ComposeAsync(ReplyProtection.Sign);

        MimeMessage message = composed.Messages.Single().Message;
        message.From.Mailboxes.Single().Should().BeEquivalentTo(new { Name = "Service Désk", Address = Desk.Address });
        message.To.Mailboxes.Single().Address.Should().Be(ReplyCase.Customer);
        message.Subject.Should().Be("Re: Printer on fire");
        message.InReplyTo.Should().Be("inbound@customer.example");
        message.References.Should().Equal("first@customer.example", "inbound@customer.example");
        message.Date.Should().Be(TestAuthority.Now);
        message.MessageId.Should().EndWith("@desk.example");
        message.Headers[HeaderId.MimeVersion].Should().Be("1.0");
        composed.Messages.Single().Sender.Address.Should().Be(Desk.Address);
        composed.Messages.Single().Recipients.Single().Address.Should().Be(ReplyCase.Customer);
        composed.Availability.CanSign.Should().BeTrue();
    }

    [Fact]
    public async Task Compose_Twice_HasANewMessageIdentifier()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        (await reply.ComposeOneAsync(ReplyProtection.None)).MessageId.Should().NotBe((await reply.ComposeOneAsync(ReplyProtection.None)).MessageId);
    }

    [Fact]
    public async Task Compose_InboundNamesReplyTo_GoesThere()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        ComposedReply composed = await reply.ComposeAsync(ReplyProtection.None, context: ReplyCase.Context with { ReplyTo = [Bob, "no address"] });

        composed.Messages.Single().Recipients.Select(recipient => recipient.Address).Should().Equal(Bob);
    }

    [Theory]
    [InlineData(ReplyProtection.Sign)]
    [InlineData(Both)]
    public async Task Compose_SignNotAvailable_Throws(ReplyProtection protection)
    {
        ReplyProtectionUnavailableException thrown = (await FluentActions.Awaiting(() => ReplyCase.WithoutCredential().ComposeAsync(protection))
            .Should().ThrowAsync<ReplyProtectionUnavailableException>()).Which;

        thrown.Requested.Should().Be(protection);
        thrown.Availability.Sign.Should().Be(SignAvailability.NoCertificate);
    }

    [Theory]
    [InlineData(ReplyProtection.Encrypt)]
    [InlineData(Both)]
    public async Task Compose_EncryptNotAvailable_Throws(ReplyProtection protection)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        ReplyContext unsigned = ReplyCase.Context with { Encrypt = EncryptAvailability.NotSigned };

        (await FluentActions.Awaiting(() => reply.ComposeAsync(protection, context: unsigned)).Should().ThrowAsync<ReplyProtectionUnavailableException>())
            .Which.Availability.Encrypt.Should().Be(EncryptAvailability.NotSigned);
    }

    [Fact]
    public async Task Compose_KeyThatDoesNotBelongToTheCertificate_ThrowsAndSendsNothing()
    {
        using RSA other = RSA.Create(2048);
        using var protector = new AesGcmCredentialProtector(RandomNumberGenerator.GetBytes(32));
        var keys = new WrongKeyProvider(other.ExportPkcs8PrivateKey());
        var store = new InMemoryMailboxCredentialStore();
        var credentials = new MailboxCredentialManager(store, protector, keys, new ManualTime(TestAuthority.Now));
        await credentials.SaveAsync(Desk.Address, [ReplyCase.Mailbox.ToCredential()], CancellationToken.None);
        var composer = new SmimeReplyComposer(credentials, new InMemorySignerCertificateCache(), new FixedTrustAnchors(TrustAnchors.None), null, new ManualTime(TestAuthority.Now));

        (await FluentActions.Awaiting(() => composer.ComposeAsync(ReplyCase.Draft, ReplyCase.Context, ReplyProtection.Sign, CancellationToken.None))
            .Should().ThrowAsync<ReplyProtectionUnavailableException>()).Which.Availability.Sign.Should().Be(SignAvailability.KeyUnavailable);
    }

    [Fact]
    public async Task Compose_Encrypted_IsReadByTheCustomerAndTheMailboxAlone()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        EncryptedContent content = Encrypted(await reply.ComposeOneAsync(ReplyProtection.Encrypt));

        content.Recipients.Should().HaveCount(2);
        content.Recipients.Should().Contain(entry => entry.IsFor(Parse(ReplyCase.Alice))).And.Contain(entry => entry.IsFor(Parse(ReplyCase.Mailbox)));
    }

    [Fact]
    public async Task Compose_RolledOverMailbox_SignsAndKeepsItsCopyWithTheNewest()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        reply.Desk.Time.Now = TestAuthority.Now.AddHours(1);
        TestIdentity newer = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address) { Key = "RSA-2048" });
        await reply.Desk.AddAsync(newer);

        Encrypted(await reply.ComposeOneAsync(ReplyProtection.Encrypt)).Recipients.Should().ContainSingle(entry => entry.IsFor(Parse(newer)));
        SignedContent signed = Signed(await reply.ComposeOneAsync(ReplyProtection.Sign));
        signed.Signers.Single().Identifier.Matches(Parse(newer)).Should().BeTrue();
        EncryptionKeyPreference.Read(signed.Signers.Single().SignedAttributes)!.Matches(Parse(newer)).Should().BeTrue();
    }

    [Theory]
    [InlineData("", "", "AES-256-CBC", "AES-256-CBC")]
    [InlineData(Gcm256, "", "AES-256-GCM", "AES-256-CBC")]
    [InlineData("", Gcm256, "AES-256-CBC", "AES-256-GCM")]
    [InlineData(Gcm256, Gcm256, "AES-256-GCM", "AES-256-GCM")]
    [InlineData(Cbc128, Gcm256, "AES-128-CBC", "AES-256-GCM")]
    [InlineData(Cbc128, "", "AES-128-CBC", "AES-256-CBC")]
    public async Task Compose_SeveralRecipients_NoneWeakensTheOthers(string alice, string bob, string forAlice, string forBob)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        TestIdentity other = AvailabilityTests.Issue("good", Bob);
        await reply.Desk.Cache.StoreAsync(AvailabilityTests.Row(other, TestAuthority.Now, Convert.FromHexString(bob)), CancellationToken.None);
        ReplyDraft draft = ReplyCase.Draft with { Recipients = new ReplyRecipients { Cc = [Bob] } };

        using ComposedReply composed = await reply.ComposeAsync(Both, draft, ReplyCase.Context with { Capabilities = Convert.FromHexString(alice) });

        composed.Messages.Should().HaveCount(forAlice == forBob ? 1 : 2);
        composed.Messages.SelectMany(message => message.Recipients).Select(recipient => recipient.Address).Should().Equal(ReplyCase.Customer, Bob);
        composed.Messages.Select(message => (message.Message.To.ToString(), message.Message.Cc.ToString(), message.Message.MessageId)).Distinct().Should().ContainSingle();
        foreach (OutgoingMessage message in composed.Messages)
        {
            EncryptedContent content = Encrypted(message.Message);
            string cipher = SmimeHelpdesk.Cms.Algorithms.ContentCipher.Read(content.Algorithm, content.IsAuthenticated)!.Name;
            message.Message.Body!.ContentType.Parameters["smime-type"].Should().Be(cipher == "AES-256-GCM" ? "authEnveloped-data" : "enveloped-data");
            bool isForAlice = message.Recipients.Any(recipient => recipient.Address == ReplyCase.Customer);
            bool isForBob = message.Recipients.Any(recipient => recipient.Address == Bob);
            cipher.Should().Be(isForAlice ? forAlice : forBob);
            content.Recipients.Any(entry => entry.IsFor(Parse(ReplyCase.Alice))).Should().Be(isForAlice);
            content.Recipients.Any(entry => entry.IsFor(Parse(other))).Should().Be(isForBob);
        }
    }

    [Fact]
    public async Task Compose_Bcc_GetsAMessageOfItsOwnAndStandsNowhere()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        TestIdentity bob = AvailabilityTests.Issue("good", Bob);
        ReplyDraft draft = ReplyCase.Draft with { Recipients = new ReplyRecipients { Bcc = [Bob, ReplyCase.Customer], Certificates = [bob.Certificate] } };

        ComposedReply composed = await reply.ComposeAsync(Both, draft);

        composed.Messages.Select(message => message.Recipients.Single().Address).Should().Equal(ReplyCase.Customer, Bob);
        Encrypted(composed.Messages[0].Message).Recipients.Should().HaveCount(2).And.NotContain(entry => entry.IsFor(Parse(bob)));
        Encrypted(composed.Messages[1].Message).Recipients.Should().HaveCount(2).And.NotContain(entry => entry.IsFor(Parse(ReplyCase.Alice)));
        using var openssl = new OpenSslCms();
        foreach (OutgoingMessage message in composed.Messages)
        {
            byte[] bytes = ReplyCase.Bytes(message.Message);
            byte[] inner = (await openssl.DecryptAsync(bytes, ReplyCase.Mailbox))!;
            (Encoding.ASCII.GetString(bytes) + Encoding.ASCII.GetString(inner)).Should().NotContainEquivalentOf("bcc:").And.NotContainEquivalentOf("bob@");
        }
    }

    [Fact]
    public async Task Compose_OnlyBcc_SendsNoMessageToNobody()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        ReplyDraft draft = ReplyCase.Draft with { Recipients = new ReplyRecipients { Bcc = [Bob] } };

        ComposedReply composed = await reply.ComposeAsync(ReplyProtection.None, draft, ReplyCase.Context with { From = null });

        composed.Messages.Single().Recipients.Single().Address.Should().Be(Bob);
    }

    public static TheoryData<string> Injections => ["subject", "subject with lone line feed", "sender name", "public subject", "to", "cc", "file name", "content identifier", "content type", "file name is a path only"];

    [Theory]
    [MemberData(nameof(Injections))]
    public async Task Compose_ValueThatWouldBecomeAHeader_IsMisuse(string where)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        const string Evil = "x\r\nBcc: evil@x.example";
        var attachment = new DraftAttachment("a.txt", "text/plain", new byte[] { 1 });
        ReplyDraft draft = where switch
        {
            "subject" => ReplyCase.Draft with { Subject = Evil },
            "subject with lone line feed" => ReplyCase.Draft with { Subject = "x\nBcc: evil@x.example" },
            "sender name" => ReplyCase.Draft with { SenderName = Evil },
            "public subject" => ReplyCase.Draft with { PublicSubject = Evil },
            "to" => ReplyCase.Draft with { Recipients = new ReplyRecipients { To = ["a@x.example\r\nBcc: evil@x.example"] } },
            "cc" => ReplyCase.Draft with { Recipients = new ReplyRecipients { Cc = ["Evil <evil@x.example>"] } },
            "file name" => ReplyCase.Draft with { Attachments = [attachment with { FileName = Evil }] },
            "content identifier" => ReplyCase.Draft with { Attachments = [attachment with { ContentId = "x>\r\nBcc: evil@x.example" }] },
            "content type" => ReplyCase.Draft with { Attachments = [attachment with { ContentType = "text" }] },
            _ => ReplyCase.Draft with { Attachments = [attachment with { FileName = "../.." }] },
        };

        foreach (ReplyProtection protection in new[] { ReplyProtection.None, Both })
        {
            await FluentActions.Awaiting(() => reply.ComposeAsync(protection, draft)).Should().ThrowAsync<ArgumentException>();
        }
    }

    [Fact]
    public async Task Compose_InboundFieldsAreHostile_NothingOfThemBecomesAHeader()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        ReplyContext context = ReplyCase.Context with { Subject = "x\r\nBcc: evil@x.example", MessageId = "a>\r\nBcc: evil@x.example", References = ["b\nBcc: evil@x.example"] };

        MimeMessage message = await reply.ComposeOneAsync(Both, context: context);

        message.Headers.Contains(HeaderId.Bcc).Should().BeFalse();
        message.Headers.Contains(HeaderId.InReplyTo).Should().BeFalse();
    }

    [Fact]
    public async Task Compose_AttachmentPath_KeepsTheBaseNameOnly()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        ReplyDraft draft = ReplyCase.Draft with { Attachments = [new DraftAttachment("C:\\tmp/../secret.txt", "text/plain; hp=cipher; charset=utf-8", new byte[] { 1 })] };

        MimeMessage message = await reply.ComposeOneAsync(ReplyProtection.None, draft);

        MimePart part = message.Attachments.OfType<MimePart>().Single();
        part.FileName.Should().Be("secret.txt");
        part.ContentType.Parameters.Select(parameter => parameter.Name).Should().BeEquivalentTo(["charset", "name"]);
    }

    [Fact]
    public async Task Compose_NoRecipientAtAll_IsMisuse()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        await FluentActions.Awaiting(() => reply.ComposeAsync(ReplyProtection.None, context: ReplyCase.Context with { From = null })).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Compose_ProtectionThatDoesNotExist_IsMisuse()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        await FluentActions.Awaiting(() => reply.ComposeAsync((ReplyProtection)4)).Should().ThrowAsync<ArgumentException>();
    }

    internal static EncryptedContent Encrypted(MimeMessage message)
    {
        CmsContent cms = CmsContent.Read(Cms(message.Body!), SmimeLimits.Default);
        return EncryptedContent.Read(cms.Content, cms.Kind is CmsKind.AuthEnvelopedData, SmimeLimits.Default);
    }

    private static SignedContent Signed(MimeMessage message) =>
        SignedContent.Read(CmsContent.Read(Cms(((Multipart)message.Body!)[1]), SmimeLimits.Default).Content, SmimeLimits.Default);

    private static ByteSource Cms(MimeEntity entity)
    {
        using var output = new MemoryStream();
        ((MimePart)entity).Content!.DecodeTo(output);
        return ByteSource.From(output.ToArray());
    }

    private static ParsedCertificate Parse(TestIdentity identity) => ParsedCertificate.Parse(identity.Certificate.RawData);

    private sealed class WrongKeyProvider(byte[] pkcs8) : IPrivateKeyProvider
    {
        public ValueTask<MailboxPrivateKey?> OpenAsync(StoredCredential credential, CancellationToken cancellationToken)
        {
            var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(pkcs8, out _);
            return new ValueTask<MailboxPrivateKey?>(MailboxPrivateKey.FromRsa(rsa));
        }
    }
}
