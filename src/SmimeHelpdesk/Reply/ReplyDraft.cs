namespace SmimeHelpdesk;

/// <summary>What an agent wrote.</summary>
public sealed record ReplyDraft
{
    /// <summary>The plain text; null when the reply is HTML only.</summary>
    public string? TextBody { get; init; }

    /// <summary>The HTML; null when the reply is plain text only.</summary>
    public string? HtmlBody { get; init; }

    /// <summary>
    /// Whether <see cref="TextBody"/> is written as <c>format=flowed</c> (RFC 3676), so that the recipient's program wraps its paragraphs
    /// to the width of its window. Each line of the text is a paragraph; those that begin with <c>&gt;</c> are quotes. Default false.
    /// </summary>
    public bool IsFlowed { get; init; }

    /// <summary>A calendar object beside the text; null for none.</summary>
    public DraftCalendar? Calendar { get; init; }

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

    /// <summary>
    /// Further header fields by their names, such as <c>Auto-Submitted</c>, <c>X-Auto-Response-Suppress</c> or <c>Reply-To</c>. Those that
    /// the library writes itself are refused, and so is what is no header field; those that hold addresses take one plain address. They
    /// are protected as all others and stand outside as well, for the programs that must see them on the way; but <c>Comments</c> and
    /// <c>Keywords</c> stand inside an encrypted message alone (RFC 9788 section 3.2.1).
    /// </summary>
    public IReadOnlyDictionary<string, string> HeaderFields { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The agent's consent that a reply to an encrypted message goes out without encryption, given for this very draft after the question
    /// was asked (<see cref="ReplyAvailability.PlaintextNeedsConsent"/>). Default false: such a reply is refused with a
    /// <see cref="PlaintextReplyRefusedException"/> (RFC 9787 section 5.4).
    /// </summary>
    public bool AllowPlaintextReply { get; init; }

    /// <summary>Whom the reply goes to.</summary>
    public ReplyRecipients Recipients { get; init; } = new();
}
