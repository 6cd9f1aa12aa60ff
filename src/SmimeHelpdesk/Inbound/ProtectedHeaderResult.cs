namespace SmimeHelpdesk.Inbound;

/// <summary>The fields to show, and what to know about them.</summary>
internal sealed record ProtectedHeaderResult
{
    /// <summary>Of a part that is no message.</summary>
    public static ProtectedHeaderResult Nothing { get; } = new() { Headers = new MessageHeaders() };

    public required MessageHeaders Headers { get; init; }

    /// <summary>The single outer From addr-spec, as written; null when there is none or several.</summary>
    public string? OuterFrom { get; init; }

    /// <summary>The single protected From addr-spec; null when there is no protected header or no single address in it.</summary>
    public string? ProtectedFrom { get; init; }

    /// <summary>
    /// Whom a reply goes to: the protected From wherever there is a protected header, also where the outer one is shown (RFC 9788 section 4.4.4), so
    /// that nobody on the way can draw the reply to himself. Null when the protected header names no single author.
    /// </summary>
    public string? ReplyFrom { get; init; }

    /// <summary>What stands in From where no single address can be read from it, for display.</summary>
    public string? WrittenFrom { get; init; }

    /// <summary>Whether the outer or the protected header has several From addresses or fields.</summary>
    public bool FromIsAmbiguous { get; init; }

    /// <summary>Whether the payload has a protected header.</summary>
    public bool HasProtectedHeader { get; init; }

    /// <summary>Whether the Subject was readable only after decryption: a reply must not show it in clear.</summary>
    public bool SubjectIsConfidential { get; init; }

    /// <summary>The fields that a reply would repeat and must not show in clear.</summary>
    public IReadOnlyList<string> ConfidentialFields { get; init; } = [];
}
