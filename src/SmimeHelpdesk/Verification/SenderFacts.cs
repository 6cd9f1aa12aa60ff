namespace SmimeHelpdesk.Verification;

/// <summary>Who the message says it is from.</summary>
/// <param name="Outer">The single outer From address; null when there is none or several.</param>
/// <param name="Protected">The single protected From address; null when there is none.</param>
/// <param name="IsAmbiguous">Whether the outer header names several authors.</param>
internal sealed record SenderFacts(string? Outer, string? Protected, bool IsAmbiguous)
{
    /// <summary>The author to bind the signature to: what the signature covers, where it covers a From (RFC 9788 section 4.4).</summary>
    public string? Author => Protected ?? Outer;
}
