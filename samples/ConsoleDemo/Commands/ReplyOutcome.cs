using SmimeHelpdesk;

namespace ConsoleDemo.Commands;

/// <summary>A composed message and where it was written.</summary>
internal sealed record WrittenMessage(string File, IReadOnlyList<string> To);

/// <summary>What became of a reply: the messages written, none of them when it was refused.</summary>
internal sealed record ReplyOutcome(bool IsComposed, ReplyAvailability Availability, IReadOnlyList<WrittenMessage> Messages);
