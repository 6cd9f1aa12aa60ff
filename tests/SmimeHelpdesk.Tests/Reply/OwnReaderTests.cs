using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>The customer runs this library too: what one desk wrote, the other opens and answers.</summary>
public sealed class OwnReaderTests
{
    private const ReplyProtection Both = ReplyProtection.Sign | ReplyProtection.Encrypt;

    [Theory]
    [InlineData(SignatureForm.Detached)]
    [InlineData(SignatureForm.Opaque)]
    public async Task Open_WhatWasComposed_HasEveryProtectionAndTheTextAlone(SignatureForm form)
    {
        ReplyCase reply = await ReplyCase.CreateAsync(SmimePolicy.Default with { SignatureForm = form });
        byte[] message = ReplyCase.Bytes(await reply.ComposeOneAsync(Both, ReplyCase.Draft with { Subject = "Übergabe" }));

        using OpenedMessage opened = await OpenAsAliceAsync(message);

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
        opened.Headers.Subject.Should().Be("Übergabe");
        opened.Headers.SubjectProtection.Should().Be(HeaderProtection.SignedAndEncrypted);
        opened.Headers.From.Should().Be(Desk.Address);
        opened.Content.TextBody!.ReplaceLineEndings("\n").TrimEnd().Should().Be(ReplyCase.Draft.TextBody!.TrimEnd());
    }

    public static TheoryData<string> Drafts => [.. SampleDrafts.All.Keys];

    [Theory]
    [MemberData(nameof(Drafts))]
    public async Task Open_AnyDraft_HasItsTextsAndAttachmentsToTheByte(string name)
    {
        ReplyDraft draft = SampleDrafts.All[name];
        foreach (ReplyProtection protection in new[] { ReplyProtection.None, ReplyProtection.Sign, ReplyProtection.Encrypt, Both })
        {
            ReplyCase reply = await ReplyCase.CreateAsync();

            using OpenedMessage opened = await OpenAsAliceAsync(ReplyCase.Bytes(await reply.ComposeOneAsync(protection, draft)));

            opened.Headers.Subject.Should().Be(draft.Subject?.Trim() ?? "Re: Printer on fire");
            opened.Content.Attachments.Select(attachment => (attachment.FileName, Hex(attachment)))
                .Should().BeEquivalentTo(draft.Attachments.Select(attachment => (attachment.FileName, Convert.ToHexString(attachment.Content.Span))));
            if (draft.HtmlBody is { } html)
            {
                opened.Content.HtmlBody.Should().Contain(html.ReplaceLineEndings("\n"));
            }

            if (draft.TextBody is { } text)
            {
                opened.Content.TextBody.Trim().Should().Be(text.ReplaceLineEndings("\n").Trim());
            }
        }
    }

    [Fact]
    public async Task Open_FlowedWithoutSubject_HasTheTextAlone()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        using OpenedMessage opened = await OpenAsAliceAsync(ReplyCase.Bytes(await reply.ComposeOneAsync(Both, new ReplyDraft { TextBody = "x", Subject = string.Empty, IsFlowed = true })));

        opened.Content.TextBody.Should().Be("x");
        opened.Headers.Subject.Should().BeEmpty();
    }

    [Fact]
    public async Task Open_SameAttachmentTwice_HasBoth()
    {
        var picture = new DraftAttachment("a.png", "image/png", new byte[] { 1, 2, 3 }) { ContentId = "a@desk.example" };
        var file = new DraftAttachment("empty.txt", "text/plain", ReadOnlyMemory<byte>.Empty);
        ReplyCase reply = await ReplyCase.CreateAsync();

        using OpenedMessage opened = await OpenAsAliceAsync(ReplyCase.Bytes(await reply.ComposeOneAsync(
            Both, new ReplyDraft { TextBody = "x", HtmlBody = "<img src=\"cid:a@desk.example\">", Attachments = [file, picture, file, picture] })));

        opened.Content.Attachments.Select(attachment => attachment.FileName).Should().Equal("a.png", "a (2).png", "empty.txt", "empty (2).txt");
    }

    // RFC 2047 section 5 allows encoded words in no parameter; old programs write them there, so readers decode what looks like one.
    [Fact]
    public async Task Open_AttachmentNameThatLooksLikeAnEncodedWord_IsDecoded()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        var file = new DraftAttachment("=?utf-8?b?YS5wZGY=?=", "application/pdf", new byte[] { 1 });

        using OpenedMessage opened = await OpenAsAliceAsync(ReplyCase.Bytes(await reply.ComposeOneAsync(Both, new ReplyDraft { TextBody = "x", Attachments = [file] })));

        opened.Content.Attachments.Single().FileName.Should().Be("a.pdf");
    }

    [Fact]
    public async Task Open_SubjectWithANonCharacter_LacksItAlone()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        using OpenedMessage opened = await OpenAsAliceAsync(ReplyCase.Bytes(await reply.ComposeOneAsync(Both, ReplyCase.Draft with { Subject = "on\uFFFE fire" })));

        opened.Headers.Subject.Should().Be("on fire");
    }

    [Fact]
    public async Task Open_BlankTextBesideHtml_HasTheTextOfTheHtml()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        using OpenedMessage opened = await OpenAsAliceAsync(ReplyCase.Bytes(await reply.ComposeOneAsync(Both, new ReplyDraft { TextBody = " \n", HtmlBody = "<p>Fixed</p>" })));

        opened.Content.TextBody.Trim().Should().Be("Fixed");
    }

    // RFC 9788 section 4.5.3 has no way to tell the author's own element of that class from the copied fields.
    [Fact]
    public async Task Open_HtmlWithTheReservedClass_LosesNothingAroundIt()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        var draft = new ReplyDraft { TextBody = "x", HtmlBody = "<p>Before</p><div class=\"header-protection-legacy-display\">Mine</div><p>After</p>" };

        using OpenedMessage opened = await OpenAsAliceAsync(ReplyCase.Bytes(await reply.ComposeOneAsync(Both, draft)));

        opened.Content.HtmlBody.Should().Contain("<p>Before</p>").And.Contain("<p>After</p>");
    }

    [Theory]
    [InlineData(ReplyProtection.None, QuoteScope.Always, false)]
    [InlineData(ReplyProtection.Sign, QuoteScope.Always, false)]
    [InlineData(ReplyProtection.Encrypt, QuoteScope.Never, true)]
    [InlineData(Both, QuoteScope.EncryptedOnly, true)]
    public async Task Open_EachProtection_LeavesBehindWhatTheReplyMustKeep(ReplyProtection protection, QuoteScope quoting, bool isHidden)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        using OpenedMessage opened = await OpenAsAliceAsync(ReplyCase.Bytes(await reply.ComposeOneAsync(protection)));

        opened.ReplyContext.Quoting.Should().Be(quoting);
        opened.ReplyContext.ConfidentialFields.Should().Equal(isHidden ? ["Subject"] : []);
        opened.PlaintextQuote.Length.Should().Be(isHidden ? 0 : opened.PlaintextQuote.Length).And.BeGreaterThanOrEqualTo(isHidden ? 0 : 1);
    }

    [Fact]
    public async Task Open_ReplyToConfidentialFields_KnowsThemAgain()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        ReplyContext context = ReplyCase.Context with { Encryption = EncryptionStatus.Decrypted, ConfidentialFields = ["To", "Message-ID"] };

        using OpenedMessage opened = await OpenAsAliceAsync(ReplyCase.Bytes(await reply.ComposeOneAsync(Both, context: context)));

        opened.Headers.To.Should().Equal(ReplyCase.Customer);
        opened.ReplyContext.ConfidentialFields.Should().BeEquivalentTo("Subject", "To", "In-Reply-To", "References");
    }

    [Fact]
    public async Task Open_WhatWasComposed_CanBeAnsweredEncryptedWithGcm()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        using OpenedMessage opened = await OpenAsAliceAsync(ReplyCase.Bytes(await reply.ComposeOneAsync(Both)));
        opened.ReplyContext.SubjectIsConfidential.Should().BeTrue();
        Desk alice = await AliceAsync();

        ComposedReply answer = await alice.Composer.ComposeAsync(
            new ReplyDraft { TextBody = "Thank you" }, ReplyContext.FromJson(opened.ReplyContext.ToJson()) with { MailboxAddress = ReplyCase.Customer }, ReplyProtection.Encrypt, CancellationToken.None);

        ComposeTests.Encrypted(answer.Messages.Single().Message).IsAuthenticated.Should().BeTrue("the reply's capabilities name AES-256-GCM");
        UnwrappedReply.Open(answer.Messages.Single().Message, ReplyCase.Mailbox).Text.Should().Contain("Thank you");
    }

    private static string Hex(MessageAttachment attachment)
    {
        using Stream stream = attachment.OpenRead();
        using var octets = new MemoryStream();
        stream.CopyTo(octets);
        return Convert.ToHexString(octets.ToArray());
    }

    private static async Task<OpenedMessage> OpenAsAliceAsync(byte[] message) =>
        await (await AliceAsync()).Opener.OpenAsync(new MemoryStream(message), ReplyCase.Customer, CancellationToken.None);

    private static async Task<Desk> AliceAsync()
    {
        var desk = new Desk();
        using MailboxCredential credential = ReplyCase.Alice.ToCredential();
        await desk.Credentials.SaveAsync(ReplyCase.Customer, [credential], CancellationToken.None);
        return desk;
    }
}
