using System.Text;
using SmimeHelpdesk.Tests.Reply;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>A real relay rewraps long lines and takes 8 bit apart; what the library writes gives it nothing to change.</summary>
public sealed class RelayTests
{
    [Fact]
    public async Task Relay_EveryDraft_LeavesTheSignatureValid()
    {
        using var sink = new SmtpSink();
        using PostfixRelay relay = await PostfixRelay.StartAsync(sink.Port);
        ReplyCase reply = await ReplyCase.CreateAsync();
        foreach ((string name, ReplyDraft draft) in SampleDrafts.All)
        {
            foreach (ReplyProtection protection in new[] { ReplyProtection.Sign, ReplyProtection.Sign | ReplyProtection.Encrypt })
            {
                using ComposedReply composed = await reply.ComposeAsync(protection, draft);
                await relay.SendAsync(ReplyCase.Bytes(composed.Messages.Single().Message));

                using OpenedMessage opened = await OpenAsync(await sink.ReceiveAsync());

                opened.Signature.Status.Should().Be(SignatureStatus.Valid, name);
            }
        }
    }

    // Without it, a relay that changes nothing would prove nothing.
    [Fact]
    public async Task Relay_SignedMailThatIsNotSafeToTransfer_IsBroken()
    {
        using var sink = new SmtpSink();
        using PostfixRelay relay = await PostfixRelay.StartAsync(sink.Port);
        using var openssl = new OpenSslCms();
        byte[] entity = Encoding.UTF8.GetBytes("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + new string('ü', 90) + "\r\n");
        byte[] mail = [.. Encoding.ASCII.GetBytes(OpenSslCms.Headers(Desk.Address)), .. await openssl.SignAsync(entity, ReplyCase.Mailbox)];
        (await openssl.VerifyAsync(mail, TestPki.TestAuthority.Root)).Should().NotBeNull();

        await relay.SendAsync(mail);

        (await openssl.VerifyAsync(await sink.ReceiveAsync(), TestPki.TestAuthority.Root)).Should().BeNull();
    }

    private static async Task<OpenedMessage> OpenAsync(byte[] message)
    {
        var alice = new Desk();
        using MailboxCredential credential = TestPki.TestIdentityCredentials.ToCredential(ReplyCase.Alice);
        await alice.Credentials.SaveAsync(ReplyCase.Customer, [credential], CancellationToken.None);
        return await alice.Opener.OpenAsync(new MemoryStream(message), ReplyCase.Customer, CancellationToken.None);
    }
}
