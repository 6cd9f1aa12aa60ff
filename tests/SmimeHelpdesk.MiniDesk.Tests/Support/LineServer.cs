using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmimeHelpdesk.MiniDesk.Tests.Support;

/// <summary>A mail server on loopback that says what a test wants of it, line by line, to any number of clients.</summary>
internal abstract class LineServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    protected LineServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    protected abstract Task ConverseAsync(StreamReader reader, StreamWriter writer);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // disposed
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await ConverseAsync(reader, writer);
        }
        catch (IOException)
        {
            // the desk was killed
        }
    }
}
