namespace SmimeHelpdesk.Inbound;

/// <summary>The content to store: never empty where the message has anything to give, and never from a foreign part.</summary>
internal static class PayloadContent
{
    public static MessageContent Read(UnwrappedMessage unwrapped, SmimeLimits limits)
    {
        ParsedEntity payload = unwrapped.Payload;
        bool isUnderLayer = !ReferenceEquals(payload, unwrapped.Message);
        return ContentFlattener.Flatten(ProtectedHeaders.UnwrapRfc8551(unwrapped.Message, payload, limits), limits, isUnderLayer);
    }
}
