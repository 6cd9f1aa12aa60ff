namespace ConsoleDemo.Story;

/// <summary>Who appears: the helpdesk, its customer, and a second mailbox of the helpdesk that has no certificate.</summary>
internal sealed record Characters(Correspondent Desk, Correspondent Alice, Correspondent Sales)
{
    public const string Subject = "Printer out of order";

    public const string Text = "Hello,\n\nthe device in room 214 prints blank pages. Please have a look.\n\nAlice\n";
}
