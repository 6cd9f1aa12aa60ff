namespace SmimeHelpdesk.Verification;

/// <summary>Who the message says it is from.</summary>
/// <param name="Outer">The single outer From address; null when there is none or several.</param>
/// <param name="Protected">The single protected From address; null when there is none.</param>
/// <param name="IsAmbiguous">Whether the outer or the protected header names several authors.</param>
internal sealed record SenderFacts(string? Outer, string? Protected, bool IsAmbiguous)
{
    /// <summary>
    /// Of a part that is no message. It names no author, and the message's From must not be taken for one: whoever wraps a signed part
    /// chooses the From around it.
    /// </summary>
    public static SenderFacts Part { get; } = new(null, null, false) { IsPart = true };

    /// <summary>Whether there is only a part, and nobody to be its author.</summary>
    public bool IsPart { get; private init; }

    /// <summary>What stands in From where it names no single author, for display.</summary>
    public string? Written { get; init; }

    /// <summary>The author to bind the signature to: what the signature covers, where it covers a From (RFC 9788 section 4.4).</summary>
    public string? Author => Protected ?? Outer;
}
