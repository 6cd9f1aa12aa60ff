namespace ConsoleDemo.Cli;

/// <summary>Command first, then options and files in any order; what follows <c>--</c> is a file whatever it looks like.</summary>
internal static class CommandLineParser
{
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
        {
            return new CommandLine { Command = DemoCommand.Story };
        }

        var line = new CommandLine { Command = Command(arguments[0]) };
        if (line.Command is DemoCommand.Help)
        {
            return line;
        }

        for (int i = 1; i < arguments.Count; i++)
        {
            if (arguments[i] == "--")
            {
                line = line with { Files = [.. line.Files, .. arguments.Skip(i + 1)] };
                break;
            }

            line = arguments[i].StartsWith("--", StringComparison.Ordinal)
                ? ApplyOption(line, arguments, ref i)
                : line with { Files = [.. line.Files, arguments[i]] };
        }

        return Check(line);
    }

    private static DemoCommand Command(string name) => name switch
    {
        "open" => DemoCommand.Open,
        "import" => DemoCommand.Import,
        "reply" => DemoCommand.Reply,
        "help" or "--help" or "-h" => DemoCommand.Help,
        _ => throw new UsageException($"'{name}' is no command; use open, import, reply or help, or no argument for the story."),
    };

    private static CommandLine ApplyOption(CommandLine line, IReadOnlyList<string> arguments, ref int i)
    {
        string name = arguments[i];
        string? inline = null;
        if (name.IndexOf('=', StringComparison.Ordinal) is > 0 and int equals)
        {
            (name, inline) = (name[..equals], name[(equals + 1)..]);
        }

        CommandOption option = CommandOptions.All.FirstOrDefault(option => option.Name == name && option.IsKnownTo(line.Command))
            ?? throw new UsageException($"'{name}' is no option of this command; use one of {string.Join(", ", Known(line.Command))}.");
        if (option.Value is null)
        {
            return inline is null ? option.Apply(line, string.Empty) : throw new UsageException($"{name} takes no value.");
        }

        if (inline is null && ++i == arguments.Count)
        {
            throw new UsageException($"{name} needs a value: {name} {option.Value}.");
        }

        return option.Apply(line, inline ?? arguments[i]);
    }

    private static IEnumerable<string> Known(DemoCommand command) =>
        CommandOptions.All.Where(option => option.IsKnownTo(command)).Select(option => option.Name);

    private static CommandLine Check(CommandLine line) => line switch
    {
        { Files.Count: 0 } => throw new UsageException("Name at least one file."),
        { Command: DemoCommand.Reply, Files.Count: > 1 } => throw new UsageException("reply takes one message."),
        _ => line,
    };
}
