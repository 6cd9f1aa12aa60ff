using System.Text;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Removes the copies of header fields that senders put into the body for readers without header protection. They must not be shown, and an
/// automated system must drop them before it reads the body (RFC 9788 sections 4.5.3 and 4.8.2).
/// </summary>
internal static class LegacyDisplay
{
    private const string HtmlClass = "header-protection-legacy-display";

    public static bool IsMarked(ParsedEntity part) => part.ContentType.Parameters["hp-legacy-display"]?.Trim() is "1";

    /// <summary>Whether a part is nothing but such a copy, as in <c>protected-headers="v1"</c> mail.</summary>
    public static bool IsWholePart(ParsedEntity part) => part.ContentType.Parameters["protected-headers"]?.Trim() is "v1"
        && (part.ContentType.IsMimeType("text", "rfc822-headers") || part.ContentType.IsMimeType("text", "plain"));

    /// <summary>Drops the leading lines that look like header fields, and the blank line after them; anything else stays.</summary>
    public static string StripText(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            ReadOnlySpan<char> line = end < 0 ? text.AsSpan(start) : text.AsSpan(start, end - start);
            if (line.Trim().IsEmpty)
            {
                return start == 0 ? text : text[Math.Min(text.Length, start + line.Length + 1)..];
            }

            if (!IsHeaderLine(line, start == 0))
            {
                return text;
            }

            start = end < 0 ? text.Length : end + 1;
        }

        return string.Empty;
    }

    /// <summary>Drops the first <c>div</c> of the class that is kept for it.</summary>
    public static string StripHtml(string html)
    {
        int name = html.IndexOf(HtmlClass, StringComparison.OrdinalIgnoreCase);
        int start = name < 0 ? name : html.LastIndexOf('<', name);
        if (start < 0 || !html.AsSpan(start).StartsWith("<div", StringComparison.OrdinalIgnoreCase) || html.IndexOf('>', start) < name)
        {
            return html;
        }

        int depth = 0;
        for (int at = start; at >= 0; at = html.IndexOf('<', at + 1))
        {
            ReadOnlySpan<char> rest = html.AsSpan(at);
            depth += rest.StartsWith("<div", StringComparison.OrdinalIgnoreCase) ? 1 : rest.StartsWith("</div", StringComparison.OrdinalIgnoreCase) ? -1 : 0;
            if (depth == 0)
            {
                int end = html.IndexOf('>', at);
                return end < 0 ? html : string.Concat(html.AsSpan(0, start), html.AsSpan(end + 1));
            }
        }

        return html;
    }

    private static bool IsHeaderLine(ReadOnlySpan<char> line, bool isFirst)
    {
        if (line[0] is ' ' or '\t')
        {
            return !isFirst;
        }

        int colon = line.IndexOf(':');
        return colon > 0 && !HeaderLine.Name(Encoding.UTF8.GetBytes(line[..(colon + 1)].ToString())).IsEmpty;
    }
}
