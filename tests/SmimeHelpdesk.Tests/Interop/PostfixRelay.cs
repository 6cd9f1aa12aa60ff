using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>A Postfix of the test's own between a sender and a sink, which rewraps lines and takes 8 bit apart.</summary>
internal sealed class PostfixRelay : IDisposable
{
    private const int LineLength = 80;
    private readonly string _folder = Directory.CreateTempSubdirectory("postfix").FullName;
    private readonly int _port = LoopbackPort.Free();
    private readonly PostfixInstance _postfix;

    private PostfixRelay() => _postfix = new PostfixInstance(_folder, _port);

    public static async Task<PostfixRelay> StartAsync(int sink)
    {
        PostfixInstance.Require();
        var relay = new PostfixRelay();
        await relay.ConfigureAsync(sink);
        await relay._postfix.StartAsync();
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
        _postfix.StopAsync().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    private Task ConfigureAsync(int sink)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        }

        return _postfix.ConfigureAsync(
            $"""
            myhostname = relay.example
            default_transport = smtp:[127.0.0.1]:{sink}
            smtp_dns_support_level = disabled
            smtp_host_lookup = native
            smtp_line_length_limit = {LineLength}
            """,
            """
            smtp unix - - n - - smtp
            scache unix - - n - 1 scache
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
