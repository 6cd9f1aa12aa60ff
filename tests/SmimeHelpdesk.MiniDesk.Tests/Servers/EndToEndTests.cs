using System.Text;
using SmimeHelpdesk.Interop.Tests.Desk;
using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Interop.Tests.Programs;
using SmimeHelpdesk.MiniDesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Servers;

/// <summary>Other programs' mail through real servers into a ticket, and the reply back to them.</summary>
public sealed class EndToEndTests
{
    private const string Desk = "support@desk.example";
    private const string Alice = "alice@customer.example";
    private const string Question = "Is the printer repaired?";
    private const string Answer = "Yes, since this morning.";

    [Theory]
    [InlineData("openssl")]
    [InlineData("gpgsm")]
    public async Task Mail_OfAnotherProgram_BecomesATicketAndItsReplyOpensThere(string program)
    {
        Person desk = People.Of(Desk, KeyKind.Rsa);
        Person alice = People.Of(Alice, KeyKind.Rsa);
        await using Peer peer = program == "openssl" ? await OpenSslPeer.StartAsync() : await GpgsmPeer.StartAsync();
        await using MailServers servers = await MailServers.StartAsync();
        using var folder = new TemporaryFolder();
        await using DeskProcess process = await DeskProcess.StartAsync(folder.Path, await SettingsAsync(servers, folder));
        using var agent = new DeskClient(process.Address);
        await agent.PostAsync("/mailboxes", string.Empty, ("Address", Desk), ("Password", MailServers.Password));
        (await agent.PostAsync("/mailboxes/1", "Text", ("pem", desk.Pem))).Should().Contain("data-status=\"Imported\"");

        byte[] question = await peer.WriteAsync(Mail(), [new Signing(alice), new Encryption([desk], Cipher.Aes256Cbc)]);
        Encoding.ASCII.GetString(question).Should().NotContain(Question, "it travels encrypted");
        await servers.SendAsync(question, Alice, Desk);

        await agent.UntilAsync("/tickets", "interop");
        string ticket = await agent.GetAsync("/tickets/1");
        ticket.Should().Contain(Question).And.Contain($"Signed by {Alice} - valid; encrypted");

        string sent = await agent.PostAsync("/tickets/1/reply/1", "Send", ("Form.To", Alice), ("Form.Text", Answer), ("Form.Sign", "true"), ("Form.Encrypt", "true"), ("Form.SignWasAvailable", "true"), ("Form.EncryptWasAvailable", "true"));
        sent.Should().Contain("The reply is on its way.");
        byte[] reply = await servers.WaitForMailAsync(Alice);
        Encoding.ASCII.GetString(reply).Should().NotContain(Answer);
        ReadMail read = await peer.ReadAsync(reply, alice);
        read.Layers.Should().Equal(ReadMail.Encrypted, ReadMail.Signed);
        read.Text.Should().Contain(Answer);
        await agent.UntilAsync("/outgoing", ">sent<");
    }

    private static PlainMail Mail() => new(
        Encoding.ASCII.GetBytes($"From: {Alice}\r\nTo: {Desk}\r\nSubject: interop\r\nDate: Mon, 01 Jun 2026 12:00:00 +0000\r\nMessage-ID: <interop@customer.example>\r\nMIME-Version: 1.0\r\n"),
        Encoding.ASCII.GetBytes($"Content-Type: text/plain\r\n\r\n{Question}\r\n"));

    private static async Task<Dictionary<string, string>> SettingsAsync(MailServers servers, TemporaryFolder folder)
    {
        string root = Path.Combine(folder.Path, "root.pem");
        await File.WriteAllTextAsync(root, Person.RootPem);
        return new Dictionary<string, string>(servers.Settings()) { ["Desk__TrustedCertificates"] = root };
    }
}
