namespace SmimeHelpdesk;

/// <summary>
/// What a ticket stores: the payload of the message and nothing else. Text decrypted from a nested or foreign part is never in it.
/// </summary>
public sealed record MessageContent
{
    /// <summary>
    /// The whole text: every text part in order, a blank line between them. HTML without a plain alternative is rendered as text, so that this
    /// is empty only when the message has no text at all. Line breaks are <c>\n</c>; control characters are removed.
    /// </summary>
    public string TextBody { get; init; } = string.Empty;

    /// <summary>
    /// The HTML as received, neither sanitised nor with remote content removed; null when there is none. It is one part's document and never
    /// put together from several, so it may say less than <see cref="TextBody"/>; further HTML parts are among the attachments.
    /// </summary>
    public string? HtmlBody { get; init; }

    /// <summary>Attachments and inline images, in the order of the message. The S/MIME parts themselves are never among them.</summary>
    public IReadOnlyList<MessageAttachment> Attachments { get; init; } = [];
}
