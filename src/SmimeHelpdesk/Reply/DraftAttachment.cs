namespace SmimeHelpdesk;

/// <summary>An attachment of a draft.</summary>
/// <param name="FileName">The base name that the recipient sees; a path before it is left out. One line.</param>
/// <param name="ContentType">
/// The media type, such as <c>application/pdf</c>. A whole message (<c>message/rfc822</c>) is sent as a file of
/// <c>application/octet-stream</c>, because a signature allows it in 7 bit only (RFC 8551 section 3.1.3).
/// </param>
/// <param name="Content">The bytes.</param>
public sealed record DraftAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The Content-ID without angle brackets when the HTML shows this part inline; else null.</summary>
    public string? ContentId { get; init; }
}
