using MimeKit.Text;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// A plain-text rendering of HTML, for tickets whose mail has no text of its own. What the markup hides is shown: it is for reading what was
/// sent, not for looking like it.
/// </summary>
internal static class HtmlText
{
    private const int MaximumHrefLength = 2000;

    // More markup than any letter has; the rest is in the HTML itself.
    private const int MaximumLength = 1 << 20;
    private const int MaximumTokens = 100_000;

    public static string Render(string html)
    {
        using var reader = new StringReader(html.Length <= MaximumLength ? html : html[..MaximumLength]);
        var tokenizer = new HtmlTokenizer(reader) { DecodeCharacterReferences = true };
        var output = new HtmlTextWriter();
        var hrefs = new Stack<(string Href, int Start)>();
        HtmlTagId skipped = HtmlTagId.Unknown;
        for (int i = 0; i < MaximumTokens && !output.IsFull && tokenizer.ReadNextToken(out HtmlToken? token); i++)
        {
            if (token is HtmlTagToken tag)
            {
                if (skipped is HtmlTagId.Unknown)
                {
                    OnTag(tag, output, hrefs);
                }

                skipped = IsSkipped(tag.Id) ? (tag.IsEndTag || tag.IsEmptyElement ? HtmlTagId.Unknown : tag.Id) : skipped;
            }
            else if (skipped is HtmlTagId.Unknown && token.Kind is HtmlTokenKind.Data or HtmlTokenKind.CData)
            {
                output.Text(((HtmlDataToken)token).Data);
            }
        }

        return BodyText.Clean(output.ToString());
    }

    private static bool IsSkipped(HtmlTagId id) => id is HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Title;

    private static void OnTag(HtmlTagToken tag, HtmlTextWriter output, Stack<(string Href, int Start)> hrefs)
    {
        switch (tag.Id)
        {
            case HtmlTagId.Br:
                output.Break();
                break;
            case HtmlTagId.Pre:
                output.IsPreformatted = !tag.IsEndTag;
                output.Line();
                break;
            case HtmlTagId.BlockQuote:
                output.Line();
                output.QuoteDepth += tag.IsEndTag ? -1 : 1;
                break;
            case HtmlTagId.P or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.H5 or HtmlTagId.H6:
                output.Paragraph();
                break;
            case HtmlTagId.LI when !tag.IsEndTag:
                output.Line();
                output.Text("- ");
                break;
            case HtmlTagId.TD or HtmlTagId.TH when !tag.IsEndTag:
                output.Text(" ");
                break;
            case HtmlTagId.Image when !tag.IsEndTag && Attribute(tag, HtmlAttributeId.Alt) is { Length: > 0 } alternative:
                output.Text("[" + alternative + "]");
                break;
            case HtmlTagId.A:
                OnLink(tag, output, hrefs);
                break;
            case var id when IsBlock(id):
                output.Line();
                break;
        }
    }

    // The address behind a link is what an agent must see before believing its words.
    private static void OnLink(HtmlTagToken tag, HtmlTextWriter output, Stack<(string Href, int Start)> hrefs)
    {
        if (!tag.IsEndTag)
        {
            string href = Attribute(tag, HtmlAttributeId.Href)?.Trim() ?? string.Empty;
            hrefs.Clear();
            hrefs.Push((href, output.Length));
        }
        else if (hrefs.TryPop(out (string Href, int Start) link) && IsShown(link.Href) && !output.StartsWith(link.Href, link.Start))
        {
            output.Text(" <" + HeaderText.Clean(link.Href, MaximumHrefLength) + ">");
        }
    }

    private static bool IsShown(string href) =>
        href.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || href.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string? Attribute(HtmlTagToken tag, HtmlAttributeId id)
    {
        foreach (HtmlAttribute attribute in tag.Attributes)
        {
            if (attribute.Id == id)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    private static bool IsBlock(HtmlTagId id) => id is HtmlTagId.Div or HtmlTagId.Table or HtmlTagId.TR or HtmlTagId.UL or HtmlTagId.OL or HtmlTagId.LI
        or HtmlTagId.HR or HtmlTagId.Section or HtmlTagId.Article or HtmlTagId.Header or HtmlTagId.Footer or HtmlTagId.Address or HtmlTagId.Center
        or HtmlTagId.DL or HtmlTagId.DT or HtmlTagId.DD or HtmlTagId.FieldSet or HtmlTagId.Form or HtmlTagId.Body or HtmlTagId.Figure or HtmlTagId.Caption;
}
