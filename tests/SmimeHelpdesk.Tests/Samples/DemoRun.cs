using System.Text;
using System.Text.Json.Nodes;
using ConsoleDemo;
using Spectre.Console;

namespace SmimeHelpdesk.Tests.Samples;

/// <summary>One run of the console demo in this process.</summary>
internal sealed record DemoRun(int ExitCode, string Json, string Text, string Error)
{
    public IReadOnlyList<JsonObject> Lines =>
        [.. Json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    public static async Task<DemoRun> RunAsync(params string[] arguments)
    {
        using var json = new MemoryStream();
        using var text = new StringWriter();
        using var error = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;
        int exitCode = await DemoApplication.RunAsync(arguments, new DemoOutput(json, console), error);
        return new DemoRun(exitCode, Encoding.UTF8.GetString(json.ToArray()), text.ToString(), error.ToString());
    }
}
