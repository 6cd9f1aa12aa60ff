using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.MiniDesk.Tests.Support;

/// <summary>A Postfix and a Dovecot of the test's own, on loopback: a mailbox for the desk and one for its customer.</summary>
internal sealed class MailServers : IAsyncDisposable
{
    public const string Password = "loopback";
    private static readonly string[] Addresses = ["support@desk.example", "alice@customer.example"];
    private const string Dovecot = "/usr/sbin/dovecot";
    private readonly string _folder = Directory.CreateTempSubdirectory("mailservers").FullName;
    private readonly PostfixInstance _postfix;
    private Process? _dovecot;

    private MailServers() => _postfix = new PostfixInstance(Path.Combine(_folder, "postfix"), SmtpPort);

    public int SmtpPort { get; } = LoopbackPort.Free();

    public int ImapPort { get; } = LoopbackPort.Free();

    /// <summary>Of the IMAP server's certificate, which nobody vouches for.</summary>
    public string ServerCertificate { get; private set; } = string.Empty;

    private string DovecotFile => Path.Combine(_folder, "dovecot.conf");

    public static async Task<MailServers> StartAsync()
    {
        PostfixInstance.Require();
        PeerProgram.RequireThat(File.Exists(Dovecot), "dovecot is not installed");
        var servers = new MailServers();
        await servers.ConfigureAsync();
        await servers.StartSmtpAsync();
        await servers.StartImapAsync();
        return servers;
    }

    /// <summary>What MiniDesk is told about them.</summary>
    public Dictionary<string, string> Settings() => new()
    {
        ["Mail__Imap__Host"] = "127.0.0.1",
        ["Mail__Imap__Port"] = ImapPort.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Mail__Imap__Security"] = nameof(SecureSocketOptions.SslOnConnect),
        ["Mail__Smtp__Host"] = "127.0.0.1",
        ["Mail__Smtp__Port"] = SmtpPort.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Mail__Smtp__Security"] = nameof(SecureSocketOptions.None),
        ["Mail__Smtp__SignIn"] = "false",
        ["Mail__TrustedServerCertificate"] = ServerCertificate,
    };

    public Task StartSmtpAsync() => _postfix.StartAsync();

    public Task StopSmtpAsync() => _postfix.StopAsync();

    public async Task StartImapAsync()
    {
        _dovecot = Process.Start(new ProcessStartInfo(Dovecot, ["-F", "-c", DovecotFile]))!;
        for (int attempt = 0; attempt < 100 && !await AnswersAsync(ImapPort); attempt++)
        {
            await Task.Delay(100);
        }
    }

    public async Task StopImapAsync()
    {
        await RunAsync("/usr/bin/doveadm", "-c", DovecotFile, "stop");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _dovecot!.WaitForExitAsync(patience.Token);
        _dovecot.Dispose();
        _dovecot = null;
    }

    /// <summary>Sends a mail as its author's mail program would.</summary>
    public async Task SendAsync(byte[] raw, string from, string to)
    {
        using var client = new SmtpClient();
        for (int attempt = 0; attempt < 100 && !await AnswersAsync(SmtpPort); attempt++)
        {
            await Task.Delay(100);
        }

        await client.ConnectAsync("127.0.0.1", SmtpPort, SecureSocketOptions.None);
        using MimeMessage message = MimeMessage.Load(new MemoryStream(raw));
        await client.SendAsync(message, MailboxAddress.Parse(from), [MailboxAddress.Parse(to)]);
        await client.DisconnectAsync(true);
    }

    /// <summary>Puts many mails into a mailbox, as a delivery agent does.</summary>
    public async Task FillAsync(string address, IEnumerable<byte[]> mails)
    {
        using ImapClient client = await SignInAsync(address);
        IMailFolder inbox = client.Inbox!;
        foreach (byte[][] some in mails.Chunk(50))
        {
            foreach (byte[] raw in some)
            {
                using MimeMessage message = MimeMessage.Load(new MemoryStream(raw));
                await inbox.AppendAsync(message);
            }
        }
    }

    /// <summary>All mails of a mailbox, as its owner fetches them.</summary>
    public async Task<IReadOnlyList<byte[]>> FetchAsync(string address)
    {
        using ImapClient client = await SignInAsync(address);
        IMailFolder inbox = client.Inbox!;
        await inbox.OpenAsync(FolderAccess.ReadOnly);
        var mails = new List<byte[]>();
        for (int index = 0; index < inbox.Count; index++)
        {
            await using Stream stream = await inbox.GetStreamAsync(index);
            using var raw = new MemoryStream();
            await stream.CopyToAsync(raw);
            mails.Add(raw.ToArray());
        }

        return mails;
    }

    /// <summary>The first mail that comes into a mailbox.</summary>
    public async Task<byte[]> WaitForMailAsync(string address)
    {
        for (int attempt = 0; attempt < 300; attempt++)
        {
            if (await FetchAsync(address) is [byte[] first, ..])
            {
                return first;
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("No mail has come to " + address);
    }

    public async ValueTask DisposeAsync()
    {
        await _postfix.StopAsync();
        if (_dovecot is not null)
        {
            await StopImapAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<ImapClient> SignInAsync(string address)
    {
        var client = new ImapClient
        {
            ServerCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString(HashAlgorithmName.SHA256) == ServerCertificate,
        };
        await client.ConnectAsync("127.0.0.1", ImapPort, SecureSocketOptions.SslOnConnect);
        await client.AuthenticateAsync(address, Password);
        return client;
    }

    private async Task ConfigureAsync()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        }

        string mail = Directory.CreateDirectory(Path.Combine(_folder, "mail")).FullName;
        await RunAsync("chown", "nobody:nogroup", mail);
        await WriteCertificateAsync();
        string mailboxes = Path.Combine(_folder, "mailboxes");
        await File.WriteAllTextAsync(mailboxes, string.Concat(Addresses.Select(address => $"{address} {address}/\n")));
        await _postfix.ConfigureAsync(
            $"""
            myhostname = mail.example
            virtual_mailbox_domains = desk.example, customer.example
            virtual_mailbox_base = {mail}
            virtual_mailbox_maps = texthash:{mailboxes}
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            virtual_minimum_uid = 1000
            virtual_mailbox_limit = 0
            """,
            "virtual unix - n n - - virtual");
        await File.WriteAllTextAsync(DovecotFile, $"""
            base_dir = {_folder}/run
            log_path = {_folder}/dovecot.log
            protocols = imap
            listen = 127.0.0.1
            mail_location = maildir:{mail}/%u
            mail_uid = nobody
            mail_gid = nogroup
            first_valid_uid = 1000
            ssl = required
            ssl_cert = <{_folder}/imap.pem
            ssl_key = <{_folder}/imap.key
            mail_max_userip_connections = 50
            passdb {"{"}
              driver = static
              args = password={Password}
            {"}"}
            userdb {"{"}
              driver = static
              args = uid=nobody gid=nogroup home={mail}/%u
            {"}"}
            service imap-login {"{"}
              inet_listener imap {"{"}
                port = 0
              {"}"}
              inet_listener imaps {"{"}
                port = {ImapPort}
                ssl = yes
              {"}"}
            {"}"}

            """);
    }

    private async Task WriteCertificateAsync()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        ServerCertificate = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        await File.WriteAllTextAsync(Path.Combine(_folder, "imap.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "imap.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        PeerResult result = await PeerProgram.RunAsync(program, arguments);
        result.ExitCode.Should().Be(0, program + ": " + result.Errors);
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
