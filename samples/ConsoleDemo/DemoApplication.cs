using ConsoleDemo.Cli;
using ConsoleDemo.Commands;
using ConsoleDemo.Story;
using ConsoleDemo.Views;

namespace ConsoleDemo;

/// <summary>The tool without the process around it: arguments in, exit code out.</summary>
internal static class DemoApplication
{
    /// <summary>Runs one command. Whatever goes wrong is one line on the error output, never a stack trace.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, DemoOutput output, TextWriter error)
    {
        try
        {
            CommandLine line = CommandLineParser.Parse(arguments);
            return line.Command switch
            {
                DemoCommand.Open => await OpenCommand.RunAsync(line, output),
                DemoCommand.Import => await ImportCommand.RunAsync(line, output),
                DemoCommand.Reply => await ReplyCommand.RunAsync(line, output),
                DemoCommand.Help => HelpText.Write(output.Text),
                _ => await StoryCommand.RunAsync(output.Text),
            };
        }
        catch (UsageException exception)
        {
            return Fail(error, exception.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Fail(error, $"This should not have happened: {exception.GetType().Name}: {exception.Message}");
        }
    }

    private static int Fail(TextWriter error, string message)
    {
        error.WriteLine("ConsoleDemo: " + TerminalText.OneLine(message));
        return ExitCode.Usage;
    }
}
