using System.Text.RegularExpressions;
using FluentAssertions.Execution;
using SmimeHelpdesk.Interop.Tests.Desk;
using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.Interop.Tests.Matrix;

/// <summary>
/// Both columns of one program. A cell is ok, or the program is seen to refuse. Where a newer program can do more than the table says, the test is
/// skipped, and fails on the build server, whose programs the table is about.
/// </summary>
public abstract class PeerTests(RunningPeer running) : IClassFixture<RunningPeer>
{
    /// <summary>The program that a class is about.</summary>
    internal PeerDescription Program => Description;

    private protected abstract PeerDescription Description { get; }

    [Theory]
    [MemberData(nameof(Forms.Written), MemberType = typeof(Forms))]
    public Task ReadsOurs_InThisForm_AsTheTableSays(string id) => CellAsync(Direction.ReadsOurs, Forms.Of(id), async (peer, form) =>
    {
        byte[] mail = await OurMail.ComposeAsync(form);
        foreach (Person reader in form.Recipient is { } key ? form.Recipients(People.Customer, key) : [People.Of(People.Customer, KeyKind.Rsa)])
        {
            Expect(form, await peer.ReadAsync(mail, reader));
        }
    });

    [Theory]
    [MemberData(nameof(Forms.Read), MemberType = typeof(Forms))]
    public Task WeReadTheirs_InThisForm_AsTheTableSays(string id) => CellAsync(Direction.WeReadTheirs, Forms.Of(id), async (peer, form) =>
    {
        byte[] mail = await TheirMail.WriteAsync(peer, form);
        HelpDesk desk = await HelpDesk.OpenAsync(People.Of(People.Support, form.Recipient ?? KeyKind.Rsa));

        using OpenedMessage opened = await desk.ReceiveAsync(mail);

        Expect(form, opened);
    });

    // Without these two, a program that verifies nothing would look good.
    [Theory]
    [InlineData(Forms.Detached)]
    [InlineData(Forms.Opaque)]
    public async Task ReadsOurs_AlteredOnTheWay_IsRefused(string id)
    {
        Peer peer = await running.GetAsync(Description);
        byte[] mail = Altered.Mail(await OurMail.ComposeAsync(Forms.Of(id)));

        await FluentActions.Awaiting(() => peer.ReadAsync(mail, People.Of(People.Customer, KeyKind.Rsa))).Should().ThrowAsync<PeerRefusedException>();
    }

    [Theory]
    [InlineData(Forms.Detached)]
    [InlineData(Forms.Opaque)]
    public async Task ReadsOurs_OfAStranger_IsRefused(string id)
    {
        Peer peer = await running.GetAsync(Description);
        byte[] mail = await OurMail.ComposeAsync(Forms.Of(id), People.Stranger);

        await FluentActions.Awaiting(() => peer.ReadAsync(mail, People.Of(People.Customer, KeyKind.Rsa))).Should().ThrowAsync<PeerRefusedException>();
    }

    [Fact]
    public async Task ReadsOurs_AnyReply_AsItWasWritten()
    {
        Peer peer = await running.GetAsync(Description);
        foreach (Form form in Replies.For(Description))
        {
            using var scope = new AssertionScope(form.Id);
            peer.Expectation = new Expectation(form.Signer is not null);
            Expect(form, await peer.ReadAsync(await OurMail.ComposeAsync(form), People.Of(People.Customer, form.Recipient ?? KeyKind.Rsa)));
        }
    }

    [Theory]
    [InlineData(KeyKind.Rsa, Forms.Detached, Forms.Aes256)]
    [InlineData(KeyKind.P256, Forms.DetachedP256, Forms.Ecdh)]
    internal async Task ReadsOurs_ReplyToItsOwnSignedMail_AsItWasWritten(KeyKind key, string signed, string encrypted)
    {
        Peer peer = await running.GetAsync(Description);
        if (!Can(Direction.WeReadTheirs, signed))
        {
            return;
        }

        HelpDesk desk = await HelpDesk.OpenAsync(People.Of(People.Support, key));
        using OpenedMessage opened = await desk.ReceiveAsync(await TheirMail.WriteAsync(peer, Forms.Of(signed)));
        Form reply = new("reply", string.Empty)
        {
            Signer = Can(Direction.ReadsOurs, signed) ? key : null,
            Recipient = Can(Direction.ReadsOurs, encrypted) ? key : null,
        };
        peer.Expectation = new Expectation(reply.Signer is not null);

        Expect(reply, await peer.ReadAsync(await desk.ReplyAsync(OurMail.Draft(reply), opened.ReplyContext, OurMail.Protection(reply)), People.Of(People.Customer, key)));
    }

    [Fact]
    public async Task ReadsOurs_TwentyMegabytes_Whole()
    {
        const int large = 20 << 20;
        Peer peer = await running.GetAsync(Description);
        string id = new[] { Forms.SignedEncrypted, Forms.Aes256, Forms.Detached }.First(id => Can(Direction.ReadsOurs, id));
        Form form = Forms.Of(id);
        peer.Expectation = new Expectation(form.Signer is not null);

        Expect(form, await peer.ReadAsync(await OurMail.ComposeAsync(form, large), People.Of(People.Customer, KeyKind.Rsa)), large);
    }

    private static void Expect(Form form, ReadMail read, int attachmentLength = Letter.Length)
    {
        string?[] layers = [form.Recipient is null ? null : ReadMail.Encrypted, form.Signer is null ? null : ReadMail.Signed];
        read.Layers.Should().Equal(layers.OfType<string>());
        read.Text.Should().Contain(Letter.Sentence);
        ReadAttachment attachment = read.Attachments.Should().ContainSingle().Subject;
        attachment.Name.Should().Be(form.AttachmentName);
        attachment.Octets.AsSpan().SequenceEqual(Letter.Octets(attachmentLength)).Should().BeTrue("the attachment arrives as it was");
        if (form.IsProtected && read.Subject is not (null or Letter.Subject))
        {
            throw new PeerRefusedException("shows the Subject " + read.Subject);
        }
    }

    private static void Expect(Form form, OpenedMessage opened)
    {
        if (form.Recipient is not null)
        {
            opened.Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
            TheirMail.Check(form, opened.Encryption);
        }

        opened.Signature.Findings.Should().BeEmpty();
        opened.Signature.Status.Should().Be(form.Signer is null ? SignatureStatus.Unsigned : SignatureStatus.Valid);
        opened.Signature.Signer?.Addresses.Should().Equal(People.Customer);
        opened.Content.TextBody.ReplaceLineEndings("\n").Should().StartWith(Letter.Text);
        MessageAttachment attachment = opened.Content.Attachments.Should().ContainSingle().Subject;
        attachment.FileName.Should().Be(form.AttachmentName);
        using var octets = new MemoryStream();
        using Stream stream = attachment.OpenRead();
        stream.CopyTo(octets);
        octets.ToArray().Should().Equal(Letter.Octets());
        if (form.IsProtected && (opened.Headers.SubjectProtection is not HeaderProtection.SignedAndEncrypted || opened.Headers.Subject != Letter.Subject))
        {
            throw new PeerRefusedException($"made a Subject {opened.Headers.Subject} that is {opened.Headers.SubjectProtection}");
        }

        opened.Headers.Subject.Should().Be(Letter.Subject);
    }

    private bool Can(Direction direction, string form) => Description.LimitOf(direction, Forms.Of(form)) is null;

    private async Task CellAsync(Direction direction, Form form, Func<Peer, Form, Task> test)
    {
        Peer peer = await running.GetAsync(Description);
        Limit? limit = Description.LimitOf(direction, form);
        peer.Expectation = new Expectation(form.Signer is not null, limit?.IsSilent ?? false);
        if (limit is null)
        {
            await test(peer, form);
            return;
        }

        string? refusal = await RefusalAsync(() => test(peer, form));
        PeerProgram.RequireThat(refusal is not null, $"{Description.Name} here does what the table says that it cannot: {limit.Reason}");
        PeerProgram.RequireThat(Regex.IsMatch(refusal!, limit.Says, RegexOptions.Singleline), $"{Description.Name} here refuses for another reason: {refusal}");
    }

    private static async Task<string?> RefusalAsync(Func<Task> test)
    {
        try
        {
            await test();
            return null;
        }
        catch (PeerRefusedException refusal)
        {
            return refusal.Message;
        }
    }
}
