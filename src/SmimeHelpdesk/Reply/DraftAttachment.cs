namespace SmimeHelpdesk;

/// <summary>An attachment of a draft.</summary>
/// <param name="FileName">The base name that the recipient sees.</param>
/// <param name="ContentType">The media type, such as <c>application/pdf</c>.</param>
/// <param name="Content">The bytes.</param>
public sealed record DraftAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The Content-ID without angle brackets when the HTML shows this part inline; else null.</summary>
    public string? ContentId { get; init; }
}
