namespace SmimeHelpdesk;

/// <summary>
/// What a ticket stores: the payload of the message and nothing else. Text decrypted from a nested or foreign part is never in it.
/// </summary>
public sealed record MessageContent
{
    /// <summary>The plain text; empty when the message has none.</summary>
    public string TextBody { get; init; } = string.Empty;

    /// <summary>The HTML as received, neither sanitised nor with remote content removed; null when there is none.</summary>
    public string? HtmlBody { get; init; }

    /// <summary>Attachments and inline images, in the order of the message. The S/MIME parts themselves are never among them.</summary>
    public IReadOnlyList<MessageAttachment> Attachments { get; init; } = [];
}
