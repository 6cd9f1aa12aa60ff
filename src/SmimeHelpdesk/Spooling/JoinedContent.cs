namespace SmimeHelpdesk.Spooling;

/// <summary>Contents, one after the other.</summary>
internal sealed class JoinedContent(params IReadOnlyList<IContent> parts) : IContent
{
    public long Length => parts.Sum(part => part.Length);

    /// <summary>The parts as one source without copying them; null when one of them is no source.</summary>
    public ByteSource? AsSource() => parts.All(part => part is ByteSource) ? new JoinedByteSource([.. parts.Cast<ByteSource>()]) : null;

    public void WriteTo(Stream output)
    {
        foreach (IContent part in parts)
        {
            part.WriteTo(output);
        }
    }
}
