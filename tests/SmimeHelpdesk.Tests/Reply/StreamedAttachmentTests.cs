using System.Security.Cryptography;
using MimeKit;
using MimeKit.Cryptography;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>Attachments that come from streams, and composed messages that lie in spools.</summary>
public sealed class StreamedAttachmentTests : IDisposable
{
    private const ReplyProtection Both = ReplyProtection.Sign | ReplyProtection.Encrypt;
    private static readonly byte[] Large = RandomNumberGenerator.GetBytes(3_000_001);
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<ReplyProtection, SignatureForm, bool> Ways => new()
    {
        { ReplyProtection.None, SignatureForm.Detached, false },
        { ReplyProtection.Sign, SignatureForm.Detached, false },
        { ReplyProtection.Sign, SignatureForm.Opaque, false },
        { ReplyProtection.Encrypt, SignatureForm.Detached, false },
        { Both, SignatureForm.Detached, false },
        { Both, SignatureForm.Opaque, false },
        { ReplyProtection.Encrypt, SignatureForm.Detached, true },
        { Both, SignatureForm.Detached, true },
    };

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Compose_FromAStream_ArrivesWholeFromMemoryAndFromSpools(ReplyProtection protection, SignatureForm form, bool gcm)
    {
        foreach (string? directory in new[] { null, _directory.Path })
        {
            var policy = new SmimePolicy { SignatureForm = form, SpoolDirectory = directory, SpoolThreshold = 1000 };
            ReplyCase reply = await ReplyCase.CreateAsync(policy);
            int opened = 0;
            using (ComposedReply composed = await ComposeAsync(reply, protection, Streamed(() => opened++), gcm))
            {
                _directory.Files.Should().HaveCount(directory is null ? 0 : 1);
                await CheckAsync(composed.Messages.Single().Message, protection);
            }

            opened.Should().BePositive();
            _directory.Files.Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Compose_LargeFromMemory_ArrivesWhole(ReplyProtection protection, SignatureForm form, bool gcm)
    {
        ReplyCase reply = await ReplyCase.CreateAsync(new SmimePolicy { SignatureForm = form });
        using ComposedReply composed = await ComposeAsync(reply, protection, new DraftAttachment("large.bin", "application/octet-stream", Large), gcm);

        await CheckAsync(composed.Messages.Single().Message, protection);
    }

    [Theory]
    [InlineData(ReplyProtection.None)]
    [InlineData(ReplyProtection.Sign)]
    [InlineData(ReplyProtection.Encrypt)]
    [InlineData(Both)]
    public async Task Compose_FromAStreamThatChanges_ThrowsAndLeavesNothing(ReplyProtection protection)
    {
        ReplyCase reply = await ReplyCase.CreateAsync(new SmimePolicy { SpoolDirectory = _directory.Path, SpoolThreshold = 10 });
        int opened = 0;
        var attachment = new DraftAttachment("a.bin", "application/octet-stream", () => new MemoryStream([.. Large[..100_000], (byte)opened++]));

        await FluentActions.Awaiting(() => ComposeAsync(reply, protection, attachment, false)).Should().ThrowAsync<InvalidOperationException>();

        _directory.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task Compose_FromAStreamThatFails_PassesItsExceptionOnAndLeavesNothing()
    {
        ReplyCase reply = await ReplyCase.CreateAsync(new SmimePolicy { SpoolDirectory = _directory.Path, SpoolThreshold = 10 });
        int opened = 0;
        var attachment = new DraftAttachment("a.bin", "application/octet-stream", () => opened++ == 0 ? new MemoryStream(Large) : throw new FileNotFoundException());

        await FluentActions.Awaiting(() => ComposeAsync(reply, Both, attachment, false)).Should().ThrowAsync<FileNotFoundException>();

        _directory.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task Compose_IntoAMissingDirectory_PassesTheSystemsExceptionOn()
    {
        string missing = Directory.CreateDirectory(Path.Combine(_directory.Path, "missing")).FullName;
        ReplyCase reply = await ReplyCase.CreateAsync(new SmimePolicy { SpoolDirectory = missing, SpoolThreshold = 10 });
        Directory.Delete(missing);

        await FluentActions.Awaiting(() => ComposeAsync(reply, Both, Streamed(() => { }), false)).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Compose_ToBccRecipientsToo_GivesEachMessageTheSameWholeContent()
    {
        ReplyCase reply = await ReplyCase.CreateAsync(new SmimePolicy { SpoolDirectory = _directory.Path, SpoolThreshold = 10 });
        ReplyDraft draft = ReplyCase.Draft with { Attachments = [Streamed(() => { })], Recipients = new ReplyRecipients { Bcc = ["bob@customer.example", "carol@customer.example"] } };

        using ComposedReply composed = await reply.ComposeAsync(ReplyProtection.Sign, draft);

        composed.Messages.Should().HaveCount(3);
        foreach (OutgoingMessage message in composed.Messages)
        {
            await CheckAsync(message.Message, ReplyProtection.Sign);
            message.Message.Body.Should().BeAssignableTo<MultipartSigned>();
        }

        byte[] first = Body(composed.Messages[0].Message);
        composed.Messages.Should().OnlyContain(message => Body(message.Message).SequenceEqual(first));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_Signed_ShowsTheHostItsParts(bool isLarge)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        DraftAttachment attachment = isLarge ? Streamed(() => { }) : new DraftAttachment("large.bin", "application/octet-stream", Large.AsMemory(0, 5000));
        using ComposedReply composed = await ComposeAsync(reply, ReplyProtection.Sign, attachment, false);
        MimeMessage message = composed.Messages.Single().Message;

        message.TextBody.Should().StartWith("Hello Alice,");
        var signed = (MultipartSigned)message.Body!;
        signed.Should().HaveCount(2);
        signed[1].Should().BeOfType<ApplicationPkcs7Signature>();
        using var decoded = new MemoryStream();
        ((MimePart)((Multipart)signed[0])[1]).Content!.DecodeTo(decoded);
        decoded.ToArray().Should().Equal(isLarge ? Large : Large[..5000]);
    }

    [Fact]
    public async Task Message_SignedAndWrittenInAnyWay_HasTheSameBody()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        using ComposedReply composed = await ComposeAsync(reply, ReplyProtection.Sign, Streamed(() => { }), false);
        MimeMessage message = composed.Messages.Single().Message;
        byte[] expected = Body(message);
        using var asynchronous = new MemoryStream();
        await message.Body!.WriteToAsync(FormatOptions.Default, asynchronous, true, TestContext.Current.CancellationToken);
        using var withHeader = new MemoryStream();
        message.Body.WriteTo(FormatOptions.Default, withHeader);

        asynchronous.ToArray().Should().Equal(expected);
        MimeEntity.Load(new MemoryStream(withHeader.ToArray())).Should().BeOfType<MultipartSigned>().Which.Should().HaveCount(2);
        withHeader.ToArray().AsSpan(^expected.Length..).SequenceEqual(expected).Should().BeTrue();
    }

    private static DraftAttachment Streamed(Action onOpen) => new("large.bin", "application/octet-stream", () =>
    {
        onOpen();
        return new MemoryStream(Large);
    });

    private static Task<ComposedReply> ComposeAsync(ReplyCase reply, ReplyProtection protection, DraftAttachment attachment, bool gcm)
    {
        // SMIMECapabilities with AES-256-GCM alone.
        byte[] capabilities = gcm ? [0x30, 0x0D, 0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2E] : [];
        return reply.ComposeAsync(protection, ReplyCase.Draft with { Attachments = [attachment] }, ReplyCase.Context with { Capabilities = capabilities });
    }

    private static async Task CheckAsync(MimeMessage message, ReplyProtection protection)
    {
        Desk customer = new(policy: new SmimePolicy());
        using (MailboxCredential credential = ReplyCase.Alice.Import())
        {
            await customer.Credentials.SaveAsync(ReplyCase.Customer, [credential], default);
        }

        using OpenedMessage opened = await customer.Opener.OpenAsync(new MemoryStream(ReplyCase.Bytes(message)), ReplyCase.Customer, default);
        opened.Signature.Status.Should().Be(protection.HasFlag(ReplyProtection.Sign) ? SignatureStatus.Valid : SignatureStatus.Unsigned);
        opened.Encryption.Status.Should().Be(protection.HasFlag(ReplyProtection.Encrypt) ? EncryptionStatus.Decrypted : EncryptionStatus.NotEncrypted);
        MessageAttachment attachment = opened.Content.Attachments.Single();
        attachment.Size.Should().Be(Large.Length);
        using var content = new MemoryStream();
        await attachment.OpenRead().CopyToAsync(content);
        content.ToArray().AsSpan().SequenceEqual(Large).Should().BeTrue();
    }

    private static byte[] Body(MimeMessage message)
    {
        using var output = new MemoryStream();
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.Body!.WriteTo(format, output, true, CancellationToken.None);
        return output.ToArray();
    }
}
