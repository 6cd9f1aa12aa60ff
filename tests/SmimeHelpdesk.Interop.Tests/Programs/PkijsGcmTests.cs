using SmimeHelpdesk.Interop.Tests.Desk;
using SmimeHelpdesk.Interop.Tests.Matrix;
using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>AES-GCM belongs to AuthEnvelopedData (RFC 5084); in EnvelopedData nothing would check its tag.</summary>
public sealed class PkijsGcmTests
{
    [Fact]
    public async Task Receive_GcmInEnvelopedData_IsNotDecrypted()
    {
        await using Peer pkijs = await ScriptPeers.StartPkijsAsync();
        byte[] mail = await pkijs.WriteAsync(Letter.Mail(Letter.AttachmentName, isProtected: false), Forms.Of(Forms.Gcm).Layers());

        HelpDesk desk = await HelpDesk.OpenAsync(People.Of(People.Support, KeyKind.Rsa));
        using OpenedMessage opened = await desk.ReceiveAsync(mail);

        opened.Encryption.Status.Should().Be(EncryptionStatus.NotDecryptable);
        opened.Encryption.Reason.Should().Be(EncryptionReason.UnsupportedAlgorithm);
        opened.Content.TextBody.Should().NotContain(Letter.Sentence);
    }
}
