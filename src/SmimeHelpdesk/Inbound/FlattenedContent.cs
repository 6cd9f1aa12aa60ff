namespace SmimeHelpdesk.Inbound;

/// <summary>What a ticket stores, and which parts it was made of.</summary>
/// <param name="Content">The content.</param>
/// <param name="Shown">Its parts, the bodies' first.</param>
internal sealed record FlattenedContent(MessageContent Content, IReadOnlyList<ShownPart> Shown);

/// <summary>One part that is shown.</summary>
/// <param name="Part">The part.</param>
/// <param name="Role">As what.</param>
/// <param name="Attachment">The attachment, when it is one.</param>
internal sealed record ShownPart(ParsedEntity Part, ContentRole Role, MessageAttachment? Attachment = null);
