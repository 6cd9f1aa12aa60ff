using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>An HTTP server on loopback that answers as badly as a test wants.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _requests;

    public LoopbackServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public int Requests => _requests;

    /// <summary>Writes the whole response to a request of this path and body.</summary>
    public Func<string, byte[], Stream, CancellationToken, Task> Handler { get; set; } = (_, _, stream, token) => WriteAsync(stream, "404 Not Found", [], token);

    /// <summary>Answers every request with these bytes.</summary>
    public void Serve(byte[] body) => Handler = (_, _, stream, token) => WriteAsync(stream, "200 OK", body, token);

    /// <summary>Answers by path; others with 404.</summary>
    public void Serve(params (string Path, Func<byte[], byte[]> Answer)[] answers) => Handler = (path, body, stream, token) =>
        Array.Find(answers, answer => answer.Path == path).Answer is { } answer
            ? WriteAsync(stream, "200 OK", answer(body), token)
            : WriteAsync(stream, "404 Not Found", [], token);

    public static async Task WriteAsync(Stream stream, string status, byte[] body, CancellationToken token, string headers = "")
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n"), token);
        await stream.WriteAsync(body, token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_accepting.IsCompleted)
        {
            return;
        }

        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                running.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using NetworkStream stream = client.GetStream();
                (string path, byte[] body) = await ReadAsync(stream);
                Interlocked.Increment(ref _requests);
                await Handler(path, body, stream, _stop.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client went away, as it should.
            }
        }
    }

    private async Task<(string Path, byte[] Body)> ReadAsync(Stream stream)
    {
        var head = new List<byte>();
        byte[] one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            head.Add(one[0]);
        }

        string text = Encoding.ASCII.GetString([.. head]);
        string? length = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))?.Split(':')[1];
        byte[] body = new byte[length is null ? 0 : int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return (text.Split(' ')[1], body);
    }
}
