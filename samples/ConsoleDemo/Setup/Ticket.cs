using SmimeHelpdesk;

namespace ConsoleDemo.Setup;

/// <summary>A message as the helpdesk has it: opened, with the state of the reply's two boxes.</summary>
internal sealed record Ticket(Mailbox Mailbox, OpenedMessage Message, ReplyAvailability Availability, TimeSpan Elapsed) : IDisposable
{
    public void Dispose() => Message.Dispose();
}
