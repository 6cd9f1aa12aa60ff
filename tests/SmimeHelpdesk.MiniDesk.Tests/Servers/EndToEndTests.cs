using System.Text;
using MimeKit;
using SmimeHelpdesk.MiniDesk.Tests.Support;
using SmimeHelpdesk.Tests.Interop;
using SmimeHelpdesk.Tests.TestPki;

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
        TestIdentity desk = Issue(Desk);
        TestIdentity alice = Issue(Alice);
        using ICmsReader reader = program == "openssl" ? new OpenSslReader(alice) : await GpgsmReader.CreateAsync(alice);
        await using MailServers servers = await MailServers.StartAsync();
        using var folder = new TemporaryFolder();
        await using DeskProcess process = await DeskProcess.StartAsync(folder.Path, await SettingsAsync(servers, folder));
        using var agent = new DeskClient(process.Address);
        await agent.PostAsync("/mailboxes", string.Empty, ("Address", Desk), ("Password", MailServers.Password));
        (await agent.PostAsync("/mailboxes/1", "Text", ("pem", desk.Pem))).Should().Contain("data-status=\"Imported\"");

        byte[] question = await WriteAsync(reader, alice, desk);
        Encoding.ASCII.GetString(question).Should().NotContain(Question, "it travels encrypted");
        await servers.SendAsync(question, Alice, Desk);

        await agent.UntilAsync("/tickets", "interop");
        string ticket = await agent.GetAsync("/tickets/1");
        ticket.Should().Contain(Question).And.Contain($"Signed by {Alice} - valid; encrypted");

        string sent = await agent.PostAsync("/tickets/1/reply/1", "Send", ("Form.To", Alice), ("Form.Text", Answer), ("Form.Sign", "true"), ("Form.Encrypt", "true"), ("Form.SignWasAvailable", "true"), ("Form.EncryptWasAvailable", "true"));
        sent.Should().Contain("The reply is on its way.");
        byte[] reply = await servers.WaitForMailAsync(Alice);
        Encoding.ASCII.GetString(reply).Should().NotContain(Answer);
        Encoding.UTF8.GetString(await OpenAsync(MimeMessage.Load(new MemoryStream(reply)).Body!, reader)).Should().Contain(Answer);
        await agent.UntilAsync("/outgoing", ">sent<");
    }

    private static TestIdentity Issue(string address) =>
        TestAuthority.Issuing.Issue(new TestSubject(address) { Key = "RSA-2048", Name = "CN=" + address, NotAfter = TestAuthority.Now.AddYears(5) });

    private static async Task<Dictionary<string, string>> SettingsAsync(MailServers servers, TemporaryFolder folder)
    {
        string root = Path.Combine(folder.Path, "root.pem");
        await File.WriteAllTextAsync(root, TestAuthority.Root.Certificate.ExportCertificatePem());
        return new Dictionary<string, string>(servers.Settings()) { ["Desk__TrustedCertificates"] = root };
    }

    // Signed by the program, and then encrypted by openssl.
    private static async Task<byte[]> WriteAsync(ICmsReader program, TestIdentity alice, TestIdentity desk)
    {
        using var openssl = new OpenSslCms();
        byte[] entity = Encoding.ASCII.GetBytes($"Content-Type: text/plain\r\n\r\n{Question}\r\n");
        byte[] signed = program is GpgsmReader gpgsm ? MultipartSigned(entity, await gpgsm.SignAsync(entity)) : await openssl.SignAsync(entity, alice);
        byte[] encrypted = await openssl.EncryptAsync(signed, desk, "-aes256");
        return [.. Encoding.ASCII.GetBytes(OpenSslCms.Headers(Alice)), .. encrypted];
    }

    private static byte[] MultipartSigned(byte[] entity, byte[] signature) =>
    [
        .. "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=gpgsm\r\n\r\n--gpgsm\r\n"u8,
        .. entity,
        .. Encoding.ASCII.GetBytes("\r\n--gpgsm\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Convert.ToBase64String(signature, Base64FormattingOptions.InsertLineBreaks) + "\r\n--gpgsm--\r\n"),
    ];

    private static async Task<byte[]> OpenAsync(MimeEntity entity, ICmsReader reader)
    {
        if (entity is Multipart multipart && multipart.ContentType.IsMimeType("multipart", "signed"))
        {
            using var content = new MemoryStream();
            FormatOptions lines = FormatOptions.Default.Clone();
            lines.NewLineFormat = NewLineFormat.Dos;
            await multipart[0].WriteToAsync(lines, content);
            return await reader.VerifyAsync(Decode(multipart[1]), content.ToArray());
        }

        return await OpenAsync(await MimeEntity.LoadAsync(new MemoryStream(await reader.DecryptAsync(Decode(entity)))), reader);
    }

    private static byte[] Decode(MimeEntity part)
    {
        using var content = new MemoryStream();
        ((MimePart)part).Content!.DecodeTo(content);
        return content.ToArray();
    }
}
