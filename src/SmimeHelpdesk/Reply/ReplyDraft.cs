namespace SmimeHelpdesk;

/// <summary>What an agent wrote.</summary>
public sealed record ReplyDraft
{
    /// <summary>The plain text; null when the reply is HTML only.</summary>
    public string? TextBody { get; init; }

    /// <summary>The HTML; null when the reply is plain text only.</summary>
    public string? HtmlBody { get; init; }

    /// <summary>Attachments and inline images.</summary>
    public IReadOnlyList<DraftAttachment> Attachments { get; init; } = [];

    /// <summary>
    /// The Subject; null means <c>Re:</c> and the inbound one. One line. When the inbound Subject was confidential
    /// (<see cref="ReplyContext.SubjectIsConfidential"/>) this one is shown in an encrypted reply only; an open reply shows
    /// <see cref="PublicSubject"/> instead (RFC 9788 section 6.1).
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>
    /// What stands outside an encrypted reply in place of the Subject, say the ticket number; null means <c>[...]</c>
    /// (RFC 9788 section 3.2.1). One line.
    /// </summary>
    public string? PublicSubject { get; init; }

    /// <summary>The display name beside the mailbox's address in From; null for none.</summary>
    public string? SenderName { get; init; }

    /// <summary>Whom the reply goes to.</summary>
    public ReplyRecipients Recipients { get; init; } = new();
}
