namespace SmimeHelpdesk.Inbound;

/// <summary>The content to store: never empty where the message has anything to give, and never opened from an errant part.</summary>
/// <param name="Root">What was flattened: the payload, or the message that it wraps whole.</param>
/// <param name="Number">Where that stands.</param>
/// <param name="Flat">The content.</param>
internal sealed record PayloadContent(ParsedEntity Root, PartNumber Number, FlattenedContent Flat)
{
    /// <summary>Reads a message's content.</summary>
    public static PayloadContent Read(UnwrappedMessage unwrapped, SmimeLimits limits, TextBudget text)
    {
        ParsedEntity payload = unwrapped.Payload;
        bool isUnderLayer = !ReferenceEquals(payload, unwrapped.Message);
        ParsedEntity root = ProtectedHeaders.UnwrapRfc8551(unwrapped.Message, payload, limits);
        PartNumber number = ReferenceEquals(root, payload) ? unwrapped.Number : unwrapped.Number.InsideMessage;
        return new PayloadContent(root, number, ContentFlattener.Read(root, limits, isUnderLayer, text));
    }

    /// <summary>Reads the content of a part that is no message: it has no header to protect (RFC 9788 section 4.1).</summary>
    public static PayloadContent ReadPart(UnwrappedMessage unwrapped, SmimeLimits limits, TextBudget text) =>
        new(unwrapped.Payload, unwrapped.Number, ContentFlattener.Read(unwrapped.Payload, limits, false, text));
}
