using System.Text;
using System.Threading.Channels;

namespace SmimeHelpdesk.MiniDesk.Tests.Support;

/// <summary>A server that takes a mail whole and then says nothing, until it is told to: the moment in which a crash leaves doubt.</summary>
internal sealed class HoldingSmtpServer : LineServer
{
    private readonly Channel<string> _received = Channel.CreateUnbounded<string>();

    public bool Answers { get; set; }

    public int Count { get; private set; }

    /// <summary>The next mail that has arrived whole.</summary>
    public async Task<string> ReceiveAsync() => await _received.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    protected override async Task ConverseAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("220 holding.example");
        while (await reader.ReadLineAsync() is { } line && !line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
        {
            await writer.WriteLineAsync(line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase) ? "354 go on" : "250 OK");
            if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase) && await ReadDataAsync(reader))
            {
                await writer.WriteLineAsync("250 taken");
            }
        }
    }

    private async Task<bool> ReadDataAsync(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            data.AppendLine(line);
        }

        Count++;
        _received.Writer.TryWrite(data.ToString());
        while (!Answers)
        {
            await Task.Delay(100);
        }

        return true;
    }
}
