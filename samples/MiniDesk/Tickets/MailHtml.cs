using AngleSharp.Dom;
using Ganss.Xss;
using MiniDesk.Data;

namespace MiniDesk.Tickets;

/// <summary>
/// HTML of strangers, made harmless: an allow-list of elements that carry text, links that leave the page openly, and pictures of the
/// mail itself. Nothing in it can be loaded from elsewhere, run, be sent, or be styled to look like a part of the desk.
/// </summary>
internal static class MailHtml
{
    private const int MaximumLength = 2_000_000;
    private static readonly string[] Tags =
    [
        "a", "abbr", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "div", "dl", "dt", "em", "h1", "h2",
        "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
    ];

    private static readonly string[] Attributes = ["href", "src", "alt", "title", "colspan", "rowspan", "start", "dir", "lang"];

    /// <summary>Sanitises a body. The pictures are those of the message that the mail names by Content-ID.</summary>
    /// <param name="html">The body as received.</param>
    /// <param name="attachments">The message's attachments.</param>
    /// <param name="blocked">A word in place of each picture that was not loaded.</param>
    public static string Sanitise(string html, IEnumerable<TicketAttachment> attachments, string blocked)
    {
        if (html.Length > MaximumLength)
        {
            return string.Empty;
        }

        var pictures = attachments.Where(attachment => attachment.ContentId is not null && SafePicture.TypeOf(attachment.Content) is not null)
            .ToLookup(attachment => attachment.ContentId!.Trim('<', '>'), StringComparer.OrdinalIgnoreCase);
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(Tags, StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(Attributes, StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "cid"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href", "src"], StringComparer.OrdinalIgnoreCase),
            AllowedCssProperties = new HashSet<string>(),
        });
        sanitizer.PostProcessNode += (_, processed) =>
        {
            if (processed.Node is IElement element)
            {
                Disarm(element, pictures, blocked);
            }
        };
        return sanitizer.Sanitize(html);
    }

    private static void Disarm(IElement element, ILookup<string, TicketAttachment> pictures, string blocked)
    {
        switch (element.LocalName)
        {
            case "img" when element.GetAttribute("src") is { } source && source.StartsWith("cid:", StringComparison.OrdinalIgnoreCase)
                && pictures[Uri.UnescapeDataString(source[4..])].FirstOrDefault() is { } picture:
                element.SetAttribute("src", $"/attachments/{picture.Id}/picture");
                break;
            case "img":
                element.Replace(element.Owner!.CreateTextNode($"[{blocked}]"));
                break;
            case "a" when element.GetAttribute("href") is { } target && IsAbsolute(target):
                element.SetAttribute("rel", "noopener noreferrer nofollow");
                element.SetAttribute("target", "_blank");
                element.SetAttribute("title", PlainText.Line(target, 200));
                break;
            default:
                // a relative link would act within the desk
                element.RemoveAttribute("href");
                element.RemoveAttribute("src");
                break;
        }
    }

    private static bool IsAbsolute(string target) =>
        Uri.TryCreate(target.Trim(), UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeMailto);
}
