namespace ConsoleDemo.Cli;

/// <summary>Wrong arguments or an unreadable file; the message says in one line what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
