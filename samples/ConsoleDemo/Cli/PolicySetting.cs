using SmimeHelpdesk;

namespace ConsoleDemo.Cli;

/// <summary>One property of <see cref="SmimePolicy"/>.</summary>
/// <param name="Name">The property's name, that of a limit after <c>Limits.</c>.</param>
/// <param name="Values">What may be given, in words.</param>
/// <param name="Set">The changed policy; null when the value is none of those.</param>
internal sealed record PolicySetting(string Name, string Values, Func<SmimePolicy, string, SmimePolicy?> Set);
