using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>A Postfix of the test's own between a sender and a sink, which rewraps lines and takes 8 bit apart.</summary>
internal sealed class PostfixRelay : IDisposable
{
    private const string Program = "/usr/sbin/postfix";
    private const int LineLength = 80;
    private readonly string _folder = Directory.CreateTempSubdirectory("postfix").FullName;
    private readonly int _port = LoopbackPort.Free();

    private string Configuration => Path.Combine(_folder, "etc");

    public static async Task<PostfixRelay> StartAsync(int sink)
    {
        PeerProgram.RequireThat(File.Exists(Program), "postfix is not installed");
        PeerProgram.RequireThat(Environment.IsPrivilegedProcess, "postfix starts as root only");
        var relay = new PostfixRelay();
        await relay.ConfigureAsync(sink);
        PeerResult started = await PeerProgram.RunAsync(Program, "-c", relay.Configuration, "start");
        started.ExitCode.Should().Be(0, started.Errors);
        return relay;
    }

    /// <summary>Sends a message through it.</summary>
    public async Task SendAsync(byte[] message)
    {
        using TcpClient client = await ConnectAsync();
        await using NetworkStream stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await ExpectAsync(reader, "220");
        foreach (string command in new[] { "EHLO sender.example", "MAIL FROM:<support@desk.example> BODY=8BITMIME", "RCPT TO:<alice@customer.example>" })
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
            await ExpectAsync(reader, "250");
        }

        await stream.WriteAsync("DATA\r\n"u8.ToArray());
        await ExpectAsync(reader, "354");
        string data = Encoding.Latin1.GetString(message).Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(data + "\r\n.\r\n"));
        await ExpectAsync(reader, "250");
    }

    public void Dispose()
    {
        PeerProgram.RunAsync(Program, "-c", Configuration, "stop").GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ConfigureAsync(int sink)
    {
        string queue = Directory.CreateDirectory(Path.Combine(_folder, "queue")).FullName;
        string data = Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        Directory.CreateDirectory(Configuration);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        }

        (await PeerProgram.RunAsync("chown", "postfix", data)).ExitCode.Should().Be(0);
        await File.WriteAllTextAsync(Path.Combine(Configuration, "main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {queue}
            data_directory = {data}
            maillog_file = {_folder}/log
            maillog_file_prefixes = /
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = relay.example
            mydestination =
            mynetworks = 127.0.0.0/8
            smtpd_relay_restrictions = permit_mynetworks, reject
            default_transport = smtp:[127.0.0.1]:{sink}
            smtp_dns_support_level = disabled
            smtp_host_lookup = native
            smtp_line_length_limit = {LineLength}
            multi_instance_enable = no
            alias_maps =
            message_size_limit = 0
            mailbox_size_limit = 0

            """);
        await File.WriteAllTextAsync(Path.Combine(Configuration, "master.cf"), $"""
            127.0.0.1:{_port} inet n - n - - smtpd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            smtp unix - - n - - smtp
            error unix - - n - - error
            retry unix - - n - - error
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            proxymap unix - - n - - proxymap
            postlog unix-dgram n - n - 1 postlogd

            """);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        for (int attempt = 0; ; attempt++)
        {
            var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, _port);
                return client;
            }
            catch (SocketException) when (attempt < 100)
            {
                client.Dispose();
                await Task.Delay(50);
            }
        }
    }

    private static async Task ExpectAsync(StreamReader reader, string code)
    {
        string? line;
        do
        {
            line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            line.Should().StartWith(code);
        }
        while (line!.Length > 3 && line[3] == '-');
    }
}
