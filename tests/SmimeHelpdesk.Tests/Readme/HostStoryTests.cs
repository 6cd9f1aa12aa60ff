using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Readme;

/// <summary>Runs the README's code from the administrator's form to the customer who reads the answer.</summary>
public sealed class HostStoryTests
{
    private const string Alice = "alice@customer.example";

    [Fact]
    public async Task Readme_ItsCodeInOneRun_GivesTheCustomerAnEncryptedSignedAnswer()
    {
        using ServiceProvider desk = await HostOfAsync("support@desk.example");
        using ServiceProvider customer = await HostOfAsync(Alice);
        HostExample example = Example(desk);
        var ticket = new HostTicket();
        var dialog = new HostDialog();
        var outbox = new Outbox();

        await example.ReceiveAsync(await SignedMailAsync(customer), ticket, CultureInfo.InvariantCulture, default);
        await example.ShowDialogAsync(ticket, dialog, default);
        await example.SendAsync("Please try again.", ReplyContext.FromJson(ticket.Reply), outbox, default);

        ticket.Body.Trim().Should().Be("It does not work.");
        ticket.Badge.Should().Be("Signed by alice@customer.example - valid");
        dialog.CanSign.Should().BeTrue(dialog.Reasons);
        dialog.CanEncrypt.Should().BeTrue(dialog.Reasons);
        using OpenedMessage answer = await customer.GetRequiredService<SmimeMessageOpener>().OpenAsync(outbox.Single(), Alice, default);
        answer.Signature.Status.Should().Be(SignatureStatus.Valid);
        answer.Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
        answer.Content.TextBody.Should().Contain("Please try again.");
    }

    [Fact]
    public async Task ImportAsync_WrongPassword_SavesNothing()
    {
        using ServiceProvider desk = HostWithoutCredential();
        byte[] file = Pkcs12("support@desk.example");

        (await Example(desk).ImportAsync(file, "wrong", default)).Should().Be(CredentialImportStatus.WrongPassword);

        (await desk.GetRequiredService<MailboxCredentialManager>().ListAsync("support@desk.example", default)).Should().BeEmpty();
    }

    private static HostExample Example(ServiceProvider host) => ActivatorUtilities.CreateInstance<HostExample>(host);

    private static ServiceProvider HostWithoutCredential()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new ManualTime(TestAuthority.Now));
        HostExample.Register(services, RandomNumberGenerator.GetBytes(32));
        services.AddSmimeHelpdesk().UseTrustAnchors(TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]));
        return services.BuildServiceProvider();
    }

    private static async Task<ServiceProvider> HostOfAsync(string address)
    {
        ServiceProvider host = HostWithoutCredential();
        CredentialImportResult import = MailboxCredentialImporter.Import(Pkcs12(address), "secret");
        await host.GetRequiredService<MailboxCredentialManager>().SaveAsync(address, import.Credentials, default);
        return host;
    }

    private static byte[] Pkcs12(string address)
    {
        TestIdentity identity = TestAuthority.Issuing.Issue(new TestSubject(address));
        X509Certificate2Collection certificates = [identity.Certificate, .. identity.Issuer.Chain];
        return certificates.Export(X509ContentType.Pkcs12, "secret")!;
    }

    private static async Task<Stream> SignedMailAsync(ServiceProvider customer)
    {
        var context = new ReplyContext { MailboxAddress = Alice, From = "support@desk.example", Subject = "Help" };
        var draft = new ReplyDraft { TextBody = "It does not work.", Subject = "Help" };
        ComposedReply mail = await customer.GetRequiredService<SmimeReplyComposer>().ComposeAsync(draft, context, ReplyProtection.Sign, default);
        return Outbox.Written(mail.Messages.Single().Message);
    }

    private sealed class Outbox : IHostMailer
    {
        private readonly List<MemoryStream> _sent = [];

        public Task<string> SendAsync(MimeMessage message, MailboxAddress sender, IEnumerable<MailboxAddress> recipients, CancellationToken cancellationToken)
        {
            _sent.Add(Written(message));
            return Task.FromResult("250 OK");
        }

        public Stream Single() => _sent.Single();

        public static MemoryStream Written(MimeMessage message)
        {
            var bytes = new MemoryStream();
            message.WriteTo(bytes);
            bytes.Position = 0;
            return bytes;
        }
    }
}
