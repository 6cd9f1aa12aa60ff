namespace SmimeHelpdesk;

/// <summary>
/// The message's header fields as a ticket may show them: the protected ones where there are any (RFC 9788 section 4),
/// decoded, on one line, without control or bidirectional characters. No field that claims a verdict (Authentication-Results, X-...) is read.
/// </summary>
public sealed record MessageHeaders
{
    /// <summary>The author's address; null when there is no single readable one.</summary>
    public string? From { get; init; }

    /// <summary>The author's display name. Never identity.</summary>
    public string? FromDisplayName { get; init; }

    /// <summary>The addresses of To.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>The addresses of Cc.</summary>
    public IReadOnlyList<string> Cc { get; init; } = [];

    /// <summary>The addresses of Reply-To.</summary>
    public IReadOnlyList<string> ReplyTo { get; init; } = [];

    /// <summary>The Subject; empty when absent.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>The Date field; null when absent or unreadable.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The Message-ID without angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>The In-Reply-To without angle brackets.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The References without angle brackets, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>How the Subject was protected (RFC 9788 section 4.3).</summary>
    public HeaderProtection SubjectProtection { get; init; }

    /// <summary>How From was protected.</summary>
    public HeaderProtection FromProtection { get; init; }

    /// <summary>How To was protected.</summary>
    public HeaderProtection ToProtection { get; init; }

    /// <summary>How Cc was protected.</summary>
    public HeaderProtection CcProtection { get; init; }

    /// <summary>How Reply-To was protected.</summary>
    public HeaderProtection ReplyToProtection { get; init; }

    /// <summary>How Date was protected.</summary>
    public HeaderProtection DateProtection { get; init; }

    /// <summary>How Message-ID was protected.</summary>
    public HeaderProtection MessageIdProtection { get; init; }

    /// <summary>How In-Reply-To was protected.</summary>
    public HeaderProtection InReplyToProtection { get; init; }

    /// <summary>How References was protected.</summary>
    public HeaderProtection ReferencesProtection { get; init; }
}
