using System.Text;

namespace SmimeHelpdesk.Inbound;

/// <summary>Turns a payload into what a ticket stores.</summary>
internal static class ContentFlattener
{
    private const int MaximumQuotedLines = 5000;
    private const int MaximumQuotedLength = 256 << 10;

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

    /// <summary>The text, each line marked for quoting; cut off where no reply would read on.</summary>
    public static string Quote(MessageContent content)
    {
        ReadOnlySpan<char> text = content.TextBody.AsSpan().TrimEnd();
        if (text.IsEmpty)
        {
            return string.Empty;
        }

        var quote = new StringBuilder();
        int lines = 0;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            if (++lines > MaximumQuotedLines || quote.Length + line.Length > MaximumQuotedLength)
            {
                return quote.Append("> [...]\n").ToString();
            }

            // RFC 3676 section 4.5: quote marks stand together, one blank after the last.
            quote.Append(line.StartsWith('>') ? ">" : line.IsEmpty ? ">" : "> ").Append(line.TrimEnd()).Append('\n');
        }

        return quote.ToString();
    }
}
