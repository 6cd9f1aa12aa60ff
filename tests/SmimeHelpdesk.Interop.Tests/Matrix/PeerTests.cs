using System.Text.RegularExpressions;
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

    private static void Expect(Form form, ReadMail read)
    {
        string?[] layers = [form.Recipient is null ? null : ReadMail.Encrypted, form.Signer is null ? null : ReadMail.Signed];
        read.Layers.Should().Equal(layers.OfType<string>());
        read.Text.Should().Contain(Letter.Sentence);
        (read.Subject ?? Letter.Subject).Should().Be(Letter.Subject);
        ReadAttachment attachment = read.Attachments.Should().ContainSingle().Subject;
        attachment.Name.Should().Be(form.AttachmentName);
        attachment.Octets.Should().Equal(Letter.Octets());
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
        opened.Headers.Subject.Should().Be(Letter.Subject);
        if (form.IsProtected)
        {
            opened.Headers.SubjectProtection.Should().Be(HeaderProtection.SignedAndEncrypted);
        }
    }

    private async Task CellAsync(Direction direction, Form form, Func<Peer, Form, Task> test)
    {
        Peer peer = await running.GetAsync(Description);
        if (Description.LimitOf(direction, form) is not { } limit)
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
