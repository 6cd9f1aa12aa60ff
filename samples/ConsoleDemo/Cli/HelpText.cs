using System.Text;
using Spectre.Console;

namespace ConsoleDemo.Cli;

internal static class HelpText
{
    public static int Write(IAnsiConsole console)
    {
        var text = new StringBuilder()
            .AppendLine("ConsoleDemo                 tells the whole story with a fresh test PKI")
            .AppendLine("ConsoleDemo open MESSAGE... opens messages; a directory means its *.eml files")
            .AppendLine("ConsoleDemo import FILE...  shows what the importer makes of credentials")
            .AppendLine("ConsoleDemo reply MESSAGE   composes a reply to a message")
            .AppendLine();
        foreach (CommandOption option in CommandOptions.All)
        {
            text.Append("  ").Append($"{option.Name} {option.Value}".PadRight(32)).Append(option.Help).AppendLine(option.ReplyOnly ? " (reply)" : string.Empty);
        }

        text.AppendLine().AppendLine("Policy:");
        foreach (PolicySetting setting in PolicySettings.All)
        {
            text.Append("  ").Append(setting.Name.PadRight(32)).AppendLine(setting.Values);
        }

        console.Write(new Text(text.ToString()));
        return ExitCode.Success;
    }
}
