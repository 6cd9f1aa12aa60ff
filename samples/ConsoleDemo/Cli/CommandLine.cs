using SmimeHelpdesk;

namespace ConsoleDemo.Cli;

/// <summary>What was asked for, parsed but with no file read yet.</summary>
internal sealed record CommandLine
{
    public required DemoCommand Command { get; init; }

    public IReadOnlyList<string> Files { get; init; } = [];

    public IReadOnlyList<string> Credentials { get; init; } = [];

    public IReadOnlyList<string> Passwords { get; init; } = [];

    public Mailbox? Mailbox { get; init; }

    public IReadOnlyList<string> Trust { get; init; } = [];

    public bool TrustSystem { get; init; }

    public IReadOnlyList<string> Intermediates { get; init; } = [];

    /// <summary>The time to judge at; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    public SmimePolicy Policy { get; init; } = SmimePolicy.Default;

    public bool Json { get; init; }

    public ReplyArguments Reply { get; init; } = new();
}
