using System.Text.Json.Nodes;
using ConsoleDemo.Cli;
using ConsoleDemo.Commands;
using ConsoleDemo.Json;
using ConsoleDemo.Setup;

namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>Runs files through the library as the console demo does, without its process, and gives what it would print.</summary>
internal sealed class CorpusAnswers(CommandLine line) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private Desk? _desk;

    public async Task<JsonObject> AnswerAsync(string file)
    {
        byte[] json = await Task.Run(() => line.Command is DemoCommand.Import ? Import(file) : OpenAsync(file)).WaitAsync(Limit);
        return JsonNode.Parse(json)!.AsObject();
    }

    public void Dispose() => _desk?.Dispose();

    private Task<byte[]> Import(string file) => Task.FromResult(ImportJson.Create(file, ImportCommand.Import(line, file)));

    private async Task<byte[]> OpenAsync(string file)
    {
        _desk ??= Desk.Build(line);
        using FileStream message = InputFile.Open(file);
        using Ticket ticket = await _desk.OpenAsync(message);
        return TicketJson.Create(file, ticket);
    }
}
