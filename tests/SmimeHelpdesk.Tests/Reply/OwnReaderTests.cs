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
