using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>Drives Thunderbird through its Marionette port: frames of <c>length:json</c>.</summary>
internal sealed class Marionette : IDisposable
{
    private const string Wrapper = """
        const callback = arguments[arguments.length - 1], A = Array.from(arguments).slice(0, -1);
        (async () => {BODY})().then(value => callback({value: value ?? null}), error => callback({error: String(error)}));
        """;

    private readonly TcpClient _client;
    private int _serial;

    private Marionette(TcpClient client) => _client = client;

    public static async Task<Marionette> ConnectAsync(int port)
    {
        for (int attempt = 0; ; attempt++)
        {
            var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
                var marionette = new Marionette(client);
                await marionette.ReceiveAsync();
                await marionette.CommandAsync("WebDriver:NewSession", []);
                await marionette.CommandAsync("Marionette:SetContext", new JsonObject { ["value"] = "chrome" });
                await marionette.CommandAsync("WebDriver:SetTimeouts", new JsonObject { ["script"] = 60_000 });
                return marionette;
            }
            catch (SocketException) when (attempt < 600)
            {
                client.Dispose();
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Runs the body of an async function with Thunderbird's own rights; <c>A</c> holds the arguments.</summary>
    public async Task<JsonNode?> RunAsync(string body, params string[] arguments)
    {
        JsonObject result = (await CommandAsync("WebDriver:ExecuteAsyncScript", new JsonObject
        {
            ["script"] = Wrapper.Replace("BODY", body, StringComparison.Ordinal),
            ["args"] = new JsonArray([.. arguments.Select(argument => (JsonNode)argument)]),
            ["newSandbox"] = true,
        }))!["value"]!.AsObject();
        return result["error"] is { } error ? throw new InvalidOperationException((string?)error) : result["value"];
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonNode?> CommandAsync(string name, JsonObject parameters)
    {
        string frame = new JsonArray(0, ++_serial, name, parameters).ToJsonString();
        await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(frame)}:{frame}"));
        JsonArray answer = (await ReceiveAsync())!.AsArray();
        return answer[2] is { } error ? throw new InvalidOperationException(error.ToJsonString()) : answer[3];
    }

    private async Task<JsonNode?> ReceiveAsync()
    {
        NetworkStream stream = _client.GetStream();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        byte[] octet = new byte[1];
        int length = 0;
        while (true)
        {
            await stream.ReadExactlyAsync(octet, patience.Token);
            if (octet[0] == ':')
            {
                break;
            }

            length = (length * 10) + octet[0] - '0';
        }

        byte[] frame = new byte[length];
        await stream.ReadExactlyAsync(frame, patience.Token);
        return JsonSerializer.Deserialize<JsonNode>(frame);
    }
}
