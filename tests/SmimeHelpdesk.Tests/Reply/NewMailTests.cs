using System.Globalization;
using MimeKit;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>Mail that answers none: an agent's, a machine's, and the two that start encryption.</summary>
public sealed class NewMailTests
{
    private const string Bob = "bob@customer.example";
    private static readonly TestIdentity BobsIdentity = TestAuthority.Issuing.Issue(new TestSubject(Bob));
    private static readonly ReplyDraft ToBob = ReplyCase.Draft with { Subject = "Maintenance", Recipients = new ReplyRecipients { To = [Bob], Certificates = [BobsIdentity.Certificate] } };
    private static readonly ReplyDraft ToStranger = ToBob with { Recipients = new ReplyRecipients { To = ["stranger@customer.example"] } };

    [Fact]
    public async Task Compose_NewMail_AnswersNothing()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        (await reply.Desk.Composer.GetAvailabilityAsync(Desk.Address, ToBob.Recipients, CancellationToken.None)).CanEncrypt.Should().BeTrue();
        using ComposedReply composed = await reply.Desk.Composer.ComposeAsync(ToBob, Desk.Address, ReplyProtection.Sign | ReplyProtection.Encrypt, CancellationToken.None);

        MimeMessage message = composed.Messages.Single().Message;
        message.InReplyTo.Should().BeNull();
        message.References.Should().BeEmpty();
        UnwrappedReply.Open(message, BobsIdentity).Header("Subject").Should().Be("Maintenance");
    }

    [Fact]
    public async Task Compose_NewMailWithoutSubject_InventsNone()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        using ComposedReply composed = await reply.Desk.Composer.ComposeAsync(ToBob with { Subject = null }, Desk.Address, ReplyProtection.Sign, CancellationToken.None);

        composed.Messages.Single().Message.Subject.Should().BeEmpty();
    }

    [Fact]
    public async Task Compose_NewMailToNobodyKnown_CannotBeEncrypted()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        await FluentActions.Awaiting(() => reply.Desk.Composer.ComposeAsync(ToStranger, Desk.Address, ReplyProtection.Encrypt, CancellationToken.None))
            .Should().ThrowAsync<ReplyProtectionUnavailableException>();
    }

    [Fact]
    public async Task ComposeAutomatic_Anybody_GetsWhatIsPossible()
    {
        ReplyCase signing = await ReplyCase.CreateAsync();
        ReplyCase bare = ReplyCase.WithoutCredential();

        (await AutomaticAsync(signing, ToBob)).Should().Be(ReplyProtection.Sign | ReplyProtection.Encrypt);
        (await AutomaticAsync(signing, ToStranger)).Should().Be(ReplyProtection.Sign);
        (await AutomaticAsync(bare, ToBob)).Should().Be(ReplyProtection.Encrypt);
        (await AutomaticAsync(bare, ToStranger)).Should().Be(ReplyProtection.None);
    }

    [Fact]
    public async Task ComposeAutomatic_MixedRecipients_LeavesNobodyOut()
    {
        ReplyCase reply = await ReplyCase.CreateAsync(SmimePolicy.Default with { MixedRecipients = MixedRecipients.Split });
        ReplyDraft toBoth = ToBob with { Recipients = ToBob.Recipients with { Cc = ["stranger@customer.example"] } };

        using ComposedReply composed = await reply.Desk.Composer.ComposeAutomaticAsync(toBoth, Desk.Address, CancellationToken.None);

        composed.Protection.Should().Be(ReplyProtection.Sign);
        composed.LeftOut.Should().BeEmpty();
    }

    [Theory]
    [InlineData(ReplyProtection.Encrypt)]
    [InlineData(ReplyProtection.Sign | ReplyProtection.Encrypt)]
    public async Task ComposeAutomatic_PolicyRequiresMore_IsRefused(ReplyProtection required)
    {
        ReplyCase reply = await ReplyCase.CreateAsync(SmimePolicy.Default with { AutomaticMailRequires = required });

        (await AutomaticAsync(reply, ToBob)).Should().Be(ReplyProtection.Sign | ReplyProtection.Encrypt);
        await FluentActions.Awaiting(() => AutomaticAsync(reply, ToStranger)).Should().ThrowAsync<ReplyProtectionUnavailableException>();
    }

    [Fact]
    public async Task ComposeAutomatic_AReplyAndANotification_SayWhatTheyAreInsideAndOutside()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        using ComposedReply answer = await reply.Desk.Composer.ComposeAutomaticAsync(ReplyCase.Draft, ReplyCase.Context, CancellationToken.None);
        using ComposedReply notification = await reply.Desk.Composer.ComposeAutomaticAsync(ToStranger, Desk.Address, CancellationToken.None);

        answer.Messages.Single().Message.Headers["Auto-Submitted"].Should().Be("auto-replied");
        UnwrappedReply.Open(answer.Messages.Single().Message, ReplyCase.Alice).Header("Auto-Submitted").Should().Be("auto-replied");
        notification.Messages.Single().Message.Headers["Auto-Submitted"].Should().Be("auto-generated");
        notification.Messages.Single().Message.Headers["X-Auto-Response-Suppress"].Should().Be("All");
    }

    [Theory]
    [InlineData("en-GB", "Please send us a signed mail", "Our certificate")]
    [InlineData("de-DE", "Bitte senden Sie uns", "Unser Zertifikat")]
    [InlineData("fr-FR", "Please send us a signed mail", "Our certificate")]
    public async Task Templates_EitherLanguage_ComposeSignedAndCarryTheCertificate(string culture, string request, string certificate)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        ReplyDraft asks = MailTemplates.SignedMailRequest(CultureInfo.GetCultureInfo(culture));
        ReplyDraft presents = MailTemplates.OurCertificate(CultureInfo.GetCultureInfo(culture));

        asks.Subject.Should().StartWith(request);
        presents.Subject.Should().StartWith(certificate);
        using ComposedReply composed = await reply.Desk.Composer.ComposeAsync(presents with { Recipients = ToStranger.Recipients }, Desk.Address, ReplyProtection.Sign, CancellationToken.None);
        using OpenedMessage opened = await new Desk().Opener.OpenAsync(
            new MemoryStream(ReplyCase.Bytes(composed.Messages.Single().Message)), "stranger@customer.example", CancellationToken.None);
        opened.Harvest.Status.Should().Be(HarvestStatus.Stored, "that is what the mail is for");
        opened.Content.TextBody.Should().Be(presents.TextBody);
    }

    [Fact]
    public async Task ComposeCertificates_Mailbox_SendsItsCertificateAndIssuersWithoutRoot()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        using ComposedReply composed = await reply.Desk.Composer.ComposeCertificatesAsync(
            new ReplyDraft { Subject = "Certificate", Recipients = new ReplyRecipients { To = [Bob], Bcc = ["carol@customer.example"] } }, Desk.Address, CancellationToken.None);

        composed.Messages.Should().HaveCount(2);
        var part = (MimePart)composed.Messages[0].Message.Body!;
        part.ContentType.Parameters["smime-type"].Should().Be("certs-only");
        part.FileName.Should().Be("smime.p7c");
        using var der = new MemoryStream();
        part.Content!.DecodeTo(der);
        SignedContent content = SignedContent.Read(CmsContent.Read(ByteSource.From(der.ToArray()), SmimeLimits.Default).Content, SmimeLimits.Default);
        content.Signers.Should().BeEmpty();
        content.Content.Should().BeNull();
        content.Certificates.Select(certificate => certificate.Sha256).Should().BeEquivalentTo(
            ReplyCase.Mailbox.Issuer.Chain.Where(issuer => issuer.Subject != issuer.Issuer).Select(issuer => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(issuer.RawData)))
                .Append(ReplyCase.Mailbox.Sha256));
    }

    [Fact]
    public async Task ComposeCertificates_NothingToSend_SaysSo()
    {
        var draft = new ReplyDraft { Recipients = ToBob.Recipients };

        await FluentActions.Awaiting(() => ReplyCase.WithoutCredential().Desk.Composer.ComposeCertificatesAsync(draft, Desk.Address, CancellationToken.None))
            .Should().ThrowAsync<ReplyProtectionUnavailableException>();
    }

    [Fact]
    public async Task ComposeCertificates_DraftWithText_IsMisuse() =>
        await FluentActions.Awaiting(() => ReplyCase.WithoutCredential().Desk.Composer.ComposeCertificatesAsync(ToBob, Desk.Address, CancellationToken.None))
            .Should().ThrowAsync<ArgumentException>();

    private static async Task<ReplyProtection> AutomaticAsync(ReplyCase reply, ReplyDraft draft)
    {
        using ComposedReply composed = await reply.Desk.Composer.ComposeAutomaticAsync(draft, Desk.Address, CancellationToken.None);
        return composed.Protection;
    }
}
