namespace SmimeHelpdesk;

/// <summary>One attachment or inline part, decoded on demand.</summary>
public sealed class MessageAttachment
{
    private readonly Func<Stream> _open;

    internal MessageAttachment(string fileName, string contentType, string? contentId, bool isInline, long size, Func<Stream> open)
    {
        FileName = fileName;
        ContentType = contentType;
        ContentId = contentId;
        IsInline = isInline;
        Size = size;
        _open = open;
    }

    /// <summary>A base name without path, control or bidirectional characters; never empty.</summary>
    public string FileName { get; }

    /// <summary>The media type that the sender claims, such as <c>application/pdf</c>.</summary>
    public string ContentType { get; }

    /// <summary>The Content-ID without angle brackets; null when absent.</summary>
    public string? ContentId { get; }

    /// <summary>Whether it is an image that the HTML shows by its Content-ID, and so need not be listed.</summary>
    public bool IsInline { get; }

    /// <summary>The decoded size in bytes.</summary>
    public long Size { get; }

    /// <summary>Opens the decoded bytes. Valid until the <see cref="OpenedMessage"/> is disposed.</summary>
    /// <returns>A new read-only stream, decoded while it is read and not always seekable; the caller disposes it.</returns>
    public Stream OpenRead() => _open();

    /// <summary>The file name.</summary>
    /// <returns>The file name.</returns>
    public override string ToString() => FileName;
}
