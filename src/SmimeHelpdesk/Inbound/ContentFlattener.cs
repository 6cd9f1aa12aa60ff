namespace SmimeHelpdesk.Inbound;

/// <summary>Turns a payload into what a ticket stores.</summary>
internal static class ContentFlattener
{
    /// <summary>
    /// Flattens a payload. Nothing encrypted or signed within it is opened: such parts are foreign, and are listed as attachments.
    /// </summary>
    public static MessageContent Flatten(ParsedEntity payload, SmimeLimits limits) => throw new NotImplementedException();

    /// <summary>The text, each line marked for quoting.</summary>
    public static string Quote(MessageContent content) => throw new NotImplementedException();
}
