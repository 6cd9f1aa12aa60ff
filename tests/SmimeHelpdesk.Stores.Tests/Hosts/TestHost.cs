using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Tests.Hosts;

/// <summary>A host with the library and its stores in a database.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public TestHost(Database database, byte[] hostKey, ILoggerProvider? logs = null, bool hasFactory = true, Action<SmimeHelpdeskBuilder>? protect = null, RecoveryCertificate? recovery = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new ManualTime(TestAuthority.Now));
        services.AddLogging(logging => _ = logs is null ? logging : logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        _ = hasFactory ? services.AddDbContextFactory<HelpdeskContext>(database.Configure) : services.AddDbContext<HelpdeskContext>(database.Configure);
        SmimeHelpdeskBuilder builder = services.AddSmimeHelpdesk(options =>
            {
                options.TrustAnchors = TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]);
                options.RecoveryCertificate = recovery;
            })
            .UseEntityFrameworkCore<HelpdeskContext>()
            .UseCredentialProtector(_ => new AesGcmCredentialProtector(hostKey));
        protect?.Invoke(builder);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public IServiceProvider Services => _services;

    public MailboxCredentialManager Credentials => _services.GetRequiredService<MailboxCredentialManager>();

    public ISignerCertificateCache Cache => _services.GetRequiredService<ISignerCertificateCache>();

    public SmimeMessageOpener Opener => _services.GetRequiredService<SmimeMessageOpener>();

    public SmimeReplyComposer Composer => _services.GetRequiredService<SmimeReplyComposer>();

    /// <summary>Imports the identity from a PKCS #12 file, as an administrator would.</summary>
    public async Task ImportAsync(TestIdentity identity, string address, string password)
    {
        X509Certificate2Collection certificates = [identity.Certificate, .. identity.Issuer.Chain];
        CredentialImportResult import = MailboxCredentialImporter.Import(certificates.Export(X509ContentType.Pkcs12, password)!, password);
        await Credentials.SaveAsync(address, import.Credentials, CancellationToken.None);
        foreach (MailboxCredential credential in import.Credentials)
        {
            credential.Dispose();
        }
    }

    /// <summary>A signed mail from one of the host's mailboxes.</summary>
    public async Task<byte[]> SignedMailAsync(string from, string to, string text)
    {
        var context = new ReplyContext { MailboxAddress = from, From = to, Subject = "Help" };
        return await SendAsync(context, text, ReplyProtection.Sign);
    }

    public async Task<byte[]> SendAsync(ReplyContext context, string text, ReplyProtection protection)
    {
        ComposedReply reply = await Composer.ComposeAsync(new ReplyDraft { TextBody = text, Subject = "Help" }, context, protection, CancellationToken.None);
        using var bytes = new MemoryStream();
        await reply.Messages.Single().Message.WriteToAsync(bytes);
        return bytes.ToArray();
    }

    public Task<OpenedMessage> OpenAsync(byte[] mail, string mailbox) => Opener.OpenAsync(new MemoryStream(mail), mailbox, CancellationToken.None);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
