using MimeKit;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>RFC 9788, as this library writes it.</summary>
public sealed class HeaderProtectionTests
{
    private const ReplyProtection Both = ReplyProtection.Sign | ReplyProtection.Encrypt;
    private static readonly string[] Fields = ["From", "To", "Date", "Message-ID", "In-Reply-To", "References"];

    [Fact]
    public async Task Compose_Signed_ProtectsEveryFieldAndHidesNone()
    {
        (MimeMessage message, UnwrappedReply inside) = await ComposeAsync(ReplyProtection.Sign);

        inside.Payload.ContentType.Parameters["hp"].Should().Be("clear");
        foreach (string field in Fields.Append("Subject"))
        {
            Raw(inside.Payload.Headers, field).Should().Equal(Raw(message.Headers, field));
        }

        inside.Payload.Headers.Should().NotContain(header => header.Field == "HP-Outer");
        inside.Text.Should().NotContain("Subject:");
    }

    [Theory]
    [InlineData(ReplyProtection.Encrypt)]
    [InlineData(Both)]
    public async Task Compose_Encrypted_HidesTheSubjectAndRecordsWhatStandsOutside(ReplyProtection protection)
    {
        (MimeMessage message, UnwrappedReply inside) = await ComposeAsync(protection);

        message.Subject.Should().Be("[...]");
        inside.Header("Subject").Should().Be("Re: Printer on fire");
        inside.Payload.ContentType.Parameters["hp"].Should().Be("cipher");
        foreach (string field in Fields)
        {
            Raw(inside.Payload.Headers, field).Should().Equal(Raw(message.Headers, field));
        }

        string[] outside = [.. message.Headers.Where(header => Fields.Append("Subject").Contains(header.Field)).Select(header => header.Field + ": " + header.Value)];
        inside.Payload.Headers.Where(header => header.Field == "HP-Outer").Select(header => header.Value).Should().BeEquivalentTo(outside);
        ReplyCase.Text(message).Should().NotContain("Printer");
    }

    [Fact]
    public async Task Compose_SignedAndEncrypted_MarksThePayloadAndNoLayer()
    {
        (MimeMessage message, _) = await ComposeAsync(Both);

        message.Body!.ContentType.Parameters.Contains("hp").Should().BeFalse();
    }

    [Fact]
    public async Task Compose_SubjectIsHidden_ShowsItToOldProgramsInEveryText()
    {
        (_, UnwrappedReply inside) = await ComposeAsync(Both, ReplyCase.Draft with { HtmlBody = "<p>Hello</p>", Subject = "<b>Ünder</b> fire" });

        TextPart[] texts = [.. ((Multipart)inside.Payload).OfType<TextPart>()];
        texts.Should().OnlyContain(text => text.ContentType.Parameters["hp-legacy-display"] == "1");
        texts[0].Text.ReplaceLineEndings("\n").Should().StartWith("Subject: <b>Ünder</b> fire\n\nHello Alice,");
        texts[1].Text.ReplaceLineEndings("\n").Should().Contain("<div class=\"header-protection-legacy-display\">\n<pre>Subject: &lt;b&gt;");
    }

    [Fact]
    public async Task Compose_SubjectIsNotHidden_ShowsNothingTwice()
    {
        (MimeMessage message, UnwrappedReply inside) = await ComposeAsync(Both, policy: SmimePolicy.Default with { HideSubject = false });

        message.Subject.Should().Be("Re: Printer on fire");
        inside.Payload.ContentType.Parameters.Contains("hp-legacy-display").Should().BeFalse();
        inside.Text.Should().StartWith("Hello Alice,");
    }

    [Theory]
    [InlineData(ReplyProtection.None)]
    [InlineData(ReplyProtection.Sign)]
    public async Task Compose_InboundSubjectWasConfidential_DoesNotShowItInTheOpen(ReplyProtection protection)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        ReplyContext context = ReplyCase.Context with { Subject = string.Empty, SubjectIsConfidential = true };

        MimeMessage message = await reply.ComposeOneAsync(protection, ReplyCase.Draft with { Subject = "Re: Takeover of Example Inc", AllowPlaintextReply = true }, context);

        ReplyCase.Text(message).Should().NotContain("Takeover");
        message.Subject.Should().Be("Re: [...]");
    }

    [Fact]
    public async Task Compose_EncryptedReplyToConfidentialFields_ShowsThemInsideAlone()
    {
        ReplyContext context = ReplyCase.Context with { Encryption = EncryptionStatus.Decrypted, ConfidentialFields = ["To", "Message-ID"] };

        (MimeMessage message, UnwrappedReply inside) = await ComposeAsync(Both, context: context);

        inside.Header("To").Should().Be(ReplyCase.Customer);
        inside.Header("In-Reply-To").Should().Be("<inbound@customer.example>");
        inside.Header("References").Should().Contain("<inbound@customer.example>");
        message.Headers["To"].Should().Be("undisclosed-recipients:;");
        message.Headers.Should().NotContain(header => header.Field == "In-Reply-To" || header.Field == "References");
        ReplyCase.Text(message).Should().NotContain("customer.example");
        inside.Payload.Headers.Where(header => header.Field == "HP-Outer").Select(header => header.Value).Should().Contain("To: undisclosed-recipients:;");
        inside.Text.ReplaceLineEndings("\n").Should().StartWith("Subject: Re: Printer on fire\nTo: alice@customer.example\n\nHello Alice,");
    }

    [Fact]
    public async Task Compose_OpenReplyToConfidentialFields_RepeatsNoneOfThem()
    {
        ReplyContext context = ReplyCase.Context with { Encryption = EncryptionStatus.Decrypted, ConfidentialFields = ["Cc", "References"] };

        (MimeMessage message, _) = await ComposeAsync(ReplyProtection.Sign, ReplyCase.Draft with { AllowPlaintextReply = true }, context: context);

        ReplyCase.Text(message).Should().NotContain("customer.example");
        message.Headers["To"].Should().Be("undisclosed-recipients:;");
    }

    [Fact]
    public async Task Compose_Unprotected_ClaimsNothing()
    {
        (MimeMessage message, UnwrappedReply inside) = await ComposeAsync(ReplyProtection.None);

        inside.Payload.ContentType.Parameters.Contains("hp").Should().BeFalse();
        ReplyCase.Text(message).Should().NotContain("HP-Outer");
    }

    private static async Task<(MimeMessage Message, UnwrappedReply Inside)> ComposeAsync(ReplyProtection protection, ReplyDraft? draft = null, SmimePolicy? policy = null, ReplyContext? context = null)
    {
        ReplyCase reply = await ReplyCase.CreateAsync(policy);
        MimeMessage message = await reply.ComposeOneAsync(protection, draft, context);
        return (message, UnwrappedReply.Open(message, ReplyCase.Alice));
    }

    private static byte[] Raw(HeaderList headers, string field) => headers.Single(header => header.Field == field).RawValue;
}
