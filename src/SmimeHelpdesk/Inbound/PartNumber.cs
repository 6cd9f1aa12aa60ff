using System.Globalization;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Where an entity stands, as IMAP numbers parts (RFC 3501 section 6.4.5): a multipart's parts count from 1, and what is at the top of a
/// message and no multipart is part 1 of it. A CMS layer has no number of its own; what it held is counted in its place.
/// </summary>
/// <param name="Base">The number of what the entity is in, or its own; empty at the top.</param>
/// <param name="IsTop">Whether the entity is the top of a message or of what a layer held.</param>
internal readonly record struct PartNumber(string Base, bool IsTop)
{
    /// <summary>The top of a message as received.</summary>
    public static PartNumber Message { get; } = new(string.Empty, true);

    /// <summary>The number of the entity, as a part.</summary>
    public string Text => IsTop ? Join(1) : Base;

    /// <summary>What the entity, a CMS layer, held.</summary>
    public PartNumber InsideLayer => new(Base, true);

    /// <summary>The message that the entity, a message/rfc822, holds.</summary>
    public PartNumber InsideMessage => new(Text, true);

    /// <summary>One of the entity's parts, counted from 1.</summary>
    public PartNumber Part(int number) => new(Join(number), false);

    private string Join(int number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return Base.Length == 0 ? text : Base + "." + text;
    }
}
