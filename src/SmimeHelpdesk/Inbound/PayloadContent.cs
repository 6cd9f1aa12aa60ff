namespace SmimeHelpdesk.Inbound;

/// <summary>The content to store: never empty where the message has anything to give, and never from a foreign part.</summary>
internal static class PayloadContent
{
    public static MessageContent Read(UnwrappedMessage unwrapped, SmimeLimits limits)
    {
        ParsedEntity payload = unwrapped.Payload;
        return ContentFlattener.Flatten(unwrapped.Layers.Count > 0 ? ProtectedHeaders.UnwrapRfc8551(unwrapped.Message, payload, limits) : payload, limits);
    }
}
