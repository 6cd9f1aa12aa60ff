namespace SmimeHelpdesk.Inbound;

/// <summary>Turns a payload into what a ticket stores.</summary>
internal static class ContentFlattener
{
    /// <summary>
    /// Flattens a payload. Nothing encrypted or signed within it is opened here: such parts are errant, and are listed as attachments; what is
    /// readable without opening, such as the text of a clear-signed part, is content like any other.
    /// </summary>
    /// <param name="payload">The payload, the layers taken off. A layer that could not be opened has no content.</param>
    /// <param name="limits">The limits; past one, a part is listed instead of shown. Never throws because of content.</param>
    /// <param name="isUnderLayer">Whether a cryptographic layer was taken off, so that header protection applies to it.</param>
    /// <remarks>
    /// The text is complete: every text part in order, a blank line between them, HTML without a text alternative rendered. The HTML is one
    /// part's document, never made of several (the direct-exfiltration class); a further one is listed as an attachment.
    /// Line breaks are <c>\n</c>.
    /// </remarks>
    public static MessageContent Flatten(ParsedEntity payload, SmimeLimits limits, bool isUnderLayer = false) =>
        Read(payload, limits, isUnderLayer, new TextBudget()).Content;

    /// <summary>The same, with the parts that it is made of.</summary>
    public static FlattenedContent Read(ParsedEntity payload, SmimeLimits limits, bool isUnderLayer, TextBudget text)
    {
        if (LayerKinds.Of(payload) is LayerKind.Cms)
        {
            return new FlattenedContent(new MessageContent(), []);
        }

        var content = new ContentBuilder(limits, isUnderLayer ? HeaderProtectionSchemes.OfRoot(payload) : HeaderProtectionScheme.None, text);
        new PayloadParts(content).AddPayload(payload);
        return content.Build();
    }
}
