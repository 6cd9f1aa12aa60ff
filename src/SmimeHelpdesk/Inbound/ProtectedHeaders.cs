namespace SmimeHelpdesk.Inbound;

/// <summary>Reads the header fields to show (RFC 9788 section 4).</summary>
internal static class ProtectedHeaders
{
    /// <summary>
    /// Combines the outer header with the payload's protected one.
    /// </summary>
    /// <param name="message">The message as received.</param>
    /// <param name="payload">The payload; the same object when there is no layer.</param>
    /// <param name="isSigned">Whether a valid signature covers the payload.</param>
    /// <param name="isEncrypted">Whether the payload was decrypted.</param>
    public static ProtectedHeaderResult Read(ParsedEntity message, ParsedEntity payload, bool isSigned, bool isEncrypted) => throw new NotImplementedException();

    /// <summary>The message within a payload that wraps it whole (RFC 8551 section 3.1); the payload itself when it does not.</summary>
    public static ParsedEntity UnwrapRfc8551(ParsedEntity payload, SmimeLimits limits) => throw new NotImplementedException();
}

/// <summary>The fields to show, and what to know about them.</summary>
internal sealed record ProtectedHeaderResult
{
    public required MessageHeaders Headers { get; init; }

    /// <summary>The single outer From addr-spec, as written; null when there is none or several.</summary>
    public string? OuterFrom { get; init; }

    /// <summary>The single protected From addr-spec; null when there is no protected header or no single address in it.</summary>
    public string? ProtectedFrom { get; init; }

    /// <summary>Whether the outer header has several From addresses or fields.</summary>
    public bool OuterFromIsAmbiguous { get; init; }

    /// <summary>Whether the payload has a protected header.</summary>
    public bool HasProtectedHeader { get; init; }

    /// <summary>Whether the Subject was readable only after decryption: a reply must not show it in clear.</summary>
    public bool SubjectIsConfidential { get; init; }
}
