namespace SmimeHelpdesk.Spooling;

/// <summary>Contents, one after the other.</summary>
internal sealed class JoinedContent(params IReadOnlyList<IContent> parts) : IContent
{
    public long Length => parts.Sum(part => part.Length);

    public void WriteTo(Stream output)
    {
        foreach (IContent part in parts)
        {
            part.WriteTo(output);
        }
    }
}
