namespace SmimeHelpdesk;

/// <summary>An attachment of a draft.</summary>
/// <param name="FileName">The base name that the recipient sees; a path before it is left out. One line.</param>
/// <param name="ContentType">
/// The media type, such as <c>application/pdf</c>. A whole message (<c>message/rfc822</c>) is sent as a file of
/// <c>application/octet-stream</c>, because a signature allows it in 7 bit only (RFC 8551 section 3.1.3).
/// </param>
/// <param name="Content">The bytes; not to be changed while the reply is composed.</param>
public sealed record DraftAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>An attachment that is read from a stream, so that a large one need never be in memory whole.</summary>
    /// <param name="fileName">The base name that the recipient sees; a path before it is left out. One line.</param>
    /// <param name="contentType">The media type, such as <c>application/pdf</c>.</param>
    /// <param name="openContent">
    /// Opens the bytes from their beginning; the library disposes the stream. It is called several times for one reply (to measure,
    /// to sign, to encrypt for each message) and gives the same bytes each time.
    /// </param>
    public DraftAttachment(string fileName, string contentType, Func<Stream> openContent)
        : this(fileName, contentType, ReadOnlyMemory<byte>.Empty)
    {
        ArgumentNullException.ThrowIfNull(openContent);
        OpenContent = openContent;
    }

    /// <summary>What opens the bytes, when they come from a stream; else null.</summary>
    public Func<Stream>? OpenContent { get; }

    /// <summary>The Content-ID without angle brackets when the HTML shows this part inline; else null.</summary>
    public string? ContentId { get; init; }
}
