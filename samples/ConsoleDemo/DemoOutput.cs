using Spectre.Console;

namespace ConsoleDemo;

/// <summary>Standard output in its two uses: JSON lines as bytes, or text for people.</summary>
internal sealed record DemoOutput(Stream Json, IAnsiConsole Text)
{
    private const int WidthWithoutTerminal = 120;

    public static DemoOutput ForProcess()
    {
        IAnsiConsole console = AnsiConsole.Console;
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return new DemoOutput(Console.OpenStandardOutput(), console);
    }

    /// <summary>Writes a JSON line at once, so that who reads along sees each message as it is done.</summary>
    public async Task WriteJsonAsync(byte[] line)
    {
        await Json.WriteAsync(line);
        await Json.FlushAsync();
    }
}
