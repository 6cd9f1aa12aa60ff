using System.Security.Cryptography;
using SmimeHelpdesk.Tests.Reply;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Inbound;

/// <summary>Messages that are read where they lie, decoded on demand, and spooled.</summary>
public sealed class LargeMessageTests : IDisposable
{
    // Its CMS in base64 is more than what is decoded into memory at once.
    private static readonly byte[] Attachment = RandomNumberGenerator.GetBytes(7_000_003);
    private readonly TemporaryDirectory _directory = new();
    private readonly TemporaryDirectory _mail = new();

    public static TheoryData<ReplyProtection, SignatureForm, bool> Ways => StreamedAttachmentTests.Ways;

    public void Dispose()
    {
        _directory.Dispose();
        _mail.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task OpenAsync_AFileOrAnyStream_GivesTheSame(ReplyProtection protection, SignatureForm form, bool gcm)
    {
        string file = _mail.Write(await ComposeAsync(protection, form, gcm));
        foreach (string? spool in new[] { null, _directory.Path })
        {
            Desk desk = await CustomerAsync(new SmimePolicy { SpoolDirectory = spool, SpoolThreshold = 1 << 20 });
            FileStream inPlace = File.OpenRead(file);
            await using var memory = new MemoryStream(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            await using var forward = new BufferedStream(new ForwardOnly(File.OpenRead(file)));
            foreach (Stream stream in new Stream[] { inPlace, memory, forward })
            {
                using OpenedMessage opened = await desk.Opener.OpenAsync(stream, ReplyCase.Customer, default);

                // The host may close its stream before it reads the attachments.
                await stream.DisposeAsync();
                await CheckAsync(opened, protection);
            }

            _directory.Files.Should().BeEmpty();
            File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
        }
    }

    [Fact]
    public async Task OpenAsync_AFileFromItsMiddle_ReadsFromThere()
    {
        byte[] mail = await ComposeAsync(ReplyProtection.Sign, SignatureForm.Detached, false);
        Desk desk = await CustomerAsync(SmimePolicy.Default);
        await using FileStream stream = File.OpenRead(_mail.Write([.. new byte[1000], .. mail]));
        stream.Position = 1000;

        using OpenedMessage opened = await desk.Opener.OpenAsync(stream, ReplyCase.Customer, default);

        await CheckAsync(opened, ReplyProtection.Sign);
        stream.Position.Should().Be(stream.Length);
        stream.CanRead.Should().BeTrue();
    }

    [Fact]
    public async Task OpenAsync_AFilePastTheLimit_IsCutOffAsAnyStreamIs()
    {
        byte[] mail = await ComposeAsync(ReplyProtection.Sign, SignatureForm.Detached, false);
        Desk desk = await CustomerAsync(SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumMessageSize = 2 << 20 } });
        await using FileStream stream = File.OpenRead(_mail.Write(mail));

        using OpenedMessage opened = await desk.Opener.OpenAsync(stream, ReplyCase.Customer, default);
        using OpenedMessage copied = await desk.Opener.OpenAsync(new MemoryStream(mail), ReplyCase.Customer, default);

        opened.Signature.Should().BeEquivalentTo(copied.Signature);
        opened.Content.TextBody.Should().Be(copied.Content.TextBody);
        opened.Headers.Subject.Should().Be("Re: Printer on fire");
    }

    [Fact]
    public async Task OpenAsync_WithAMissingSpoolDirectory_PassesTheSystemsExceptionOn()
    {
        byte[] mail = await ComposeAsync(ReplyProtection.Encrypt, SignatureForm.Detached, false);
        string missing = Directory.CreateDirectory(Path.Combine(_directory.Path, "missing")).FullName;
        Desk desk = await CustomerAsync(new SmimePolicy { SpoolDirectory = missing });
        Directory.Delete(missing);

        await FluentActions.Awaiting(() => desk.Opener.OpenAsync(new MemoryStream(mail), ReplyCase.Customer, default)).Should().ThrowAsync<IOException>();
    }

    private static async Task<byte[]> ComposeAsync(ReplyProtection protection, SignatureForm form, bool gcm)
    {
        ReplyCase reply = await ReplyCase.CreateAsync(new SmimePolicy { SignatureForm = form });
        ReplyDraft draft = ReplyCase.Draft with { Attachments = [new DraftAttachment("large.bin", "application/octet-stream", Attachment)] };
        byte[] capabilities = gcm ? [0x30, 0x0D, 0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2E] : [];
        using ComposedReply composed = await reply.ComposeAsync(protection, draft, ReplyCase.Context with { Capabilities = capabilities });
        return ReplyCase.Bytes(composed.Messages.Single().Message);
    }

    private static async Task<Desk> CustomerAsync(SmimePolicy policy)
    {
        var desk = new Desk(policy);
        using MailboxCredential credential = ReplyCase.Alice.Import();
        await desk.Credentials.SaveAsync(ReplyCase.Customer, [credential], default);
        return desk;
    }

    private static async Task CheckAsync(OpenedMessage opened, ReplyProtection protection)
    {
        opened.Signature.Status.Should().Be(protection.HasFlag(ReplyProtection.Sign) ? SignatureStatus.Valid : SignatureStatus.Unsigned);
        opened.Encryption.Status.Should().Be(protection.HasFlag(ReplyProtection.Encrypt) ? EncryptionStatus.Decrypted : EncryptionStatus.NotEncrypted);
        opened.Content.TextBody.Should().StartWith("Hello Alice,");
        using var content = new MemoryStream();
        await opened.Content.Attachments.Single().OpenRead().CopyToAsync(content);
        content.ToArray().AsSpan().SequenceEqual(Attachment).Should().BeTrue();
    }

    private sealed class ForwardOnly(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, Math.Min(count, 5000));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
