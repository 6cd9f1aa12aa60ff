namespace ConsoleDemo.Cli;

/// <summary>One option: whether it takes a value, which commands know it, and what it changes.</summary>
internal sealed record CommandOption(string Name, string? Value, string Help, Func<CommandLine, string, CommandLine> Apply)
{
    public bool ReplyOnly { get; init; }

    public bool IsKnownTo(DemoCommand command) => !ReplyOnly || command is DemoCommand.Reply;
}
