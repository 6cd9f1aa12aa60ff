using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SmimeHelpdesk.Tests.Interop;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>A Redis of the test's own, which can be killed, or stopped so that it takes connections and says nothing.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly Process _process;
    private bool _isKilled;

    private RedisServer()
    {
        string port = Port.ToString(CultureInfo.InvariantCulture);
        string[] arguments = ["--port", port, "--bind", "127.0.0.1", "--save", string.Empty, "--appendonly", "no", "--dir", _folder.Path, "--logfile", Path.Combine(_folder.Path, "log")];
        _process = Process.Start(new ProcessStartInfo(PeerProgram.Require("redis-server"), arguments))!;
    }

    public int Port { get; } = LoopbackPort.Free();

    public string Configuration => $"127.0.0.1:{Port},abortConnect=false";

    public static async Task<RedisServer> StartAsync()
    {
        PeerProgram.Require("redis-server");
        var server = new RedisServer();
        for (int i = 0; i < 200; i++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, server.Port);
                return server;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        await server.DisposeAsync();
        throw new TimeoutException("redis-server did not start.");
    }

    public async Task KillAsync()
    {
        _isKilled = true;
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Stops the process without ending it: connections stay open, and nobody answers.</summary>
    public async Task FreezeAsync() =>
        (await PeerProgram.RunAsync("kill", "-STOP", _process.Id.ToString(CultureInfo.InvariantCulture))).ExitCode.Should().Be(0);

    public async ValueTask DisposeAsync()
    {
        if (!_isKilled)
        {
            await KillAsync();
        }

        _process.Dispose();
        _folder.Dispose();
    }
}
