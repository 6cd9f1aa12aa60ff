using System.Text;

namespace SmimeHelpdesk.Inbound;

/// <summary>Gathers a payload's text, its one HTML document and its attachments.</summary>
internal sealed class ContentBuilder(SmimeLimits limits, HeaderProtectionScheme scheme, TextBudget budget)
{
    private readonly List<(string Text, ParsedEntity Part)> _texts = [];
    private readonly List<(string Text, ParsedEntity Part)> _spareTexts = [];
    private readonly List<FoundAttachment> _attachments = [];
    private (string Text, ParsedEntity Part)? _html;

    public SmimeLimits Limits => limits;

    public HeaderProtectionScheme Scheme => scheme;

    public bool HasText => _texts.Count > 0 || _html is not null;

    /// <summary>Whether a part's text can be shown.</summary>
    public bool Fits(ParsedEntity part) => budget.Fits(part.Body.Length);

    /// <summary>Adds a text part; returns whether there was anything in it.</summary>
    public bool AddText(ParsedEntity part)
    {
        string text = ReadText(part);
        AddText(text, part);
        return !string.IsNullOrWhiteSpace(text);
    }

    public void AddText(string text, ParsedEntity part)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            _texts.Add((text, part));
        }
    }

    /// <summary>Adds an HTML part, and its rendering as text unless there is an alternative in plain text.</summary>
    public void AddHtml(ParsedEntity part, bool hasTextAlternative)
    {
        string html = ReadText(part);
        if (!hasTextAlternative)
        {
            AddText(HtmlText.Render(html), part);
        }

        if (_html is null)
        {
            _html = (html, part);
        }
        else
        {
            Attach(FoundAttachment.Of(part));
        }
    }

    /// <summary>Text to fall back on when there is no better.</summary>
    public void AddSpareText(ParsedEntity part)
    {
        if (Fits(part))
        {
            _spareTexts.Add((ReadText(part), part));
        }
    }

    public void AddSpareText(string text, ParsedEntity part) => _spareTexts.Add((text, part));

    public void Attach(FoundAttachment attachment) => _attachments.Add(attachment);

    public FlattenedContent Build()
    {
        var names = new AttachmentName();
        var referenced = new CidReferences(_html?.Text);
        List<(string Text, ParsedEntity Part)> texts = _texts.Count > 0 ? _texts : _spareTexts;
        MessageAttachment[] attachments = [.. _attachments.Select(found => found.ToAttachment(names.Next(found.Name, found.ContentType), referenced))];
        var content = new MessageContent { TextBody = Join([.. texts.Select(text => text.Text)]), HtmlBody = _html?.Text, Attachments = attachments };
        return new FlattenedContent(content, [.. texts.Select(text => new ShownPart(text.Part, ContentRole.TextBody)), .. ShownFiles(attachments)]);
    }

    private IEnumerable<ShownPart> ShownFiles(MessageAttachment[] attachments)
    {
        if (_html is { } html)
        {
            yield return new ShownPart(html.Part, ContentRole.HtmlBody);
        }

        for (int i = 0; i < attachments.Length; i++)
        {
            yield return new ShownPart(_attachments[i].Source, ContentRole.Attachment, attachments[i]);
        }
    }

    private string ReadText(ParsedEntity part)
    {
        budget.Spend(part.Body.Length);
        string text = BodyText.Read(part, limits);
        bool isLegacy = scheme is HeaderProtectionScheme.Clear or HeaderProtectionScheme.Cipher && LegacyDisplay.IsMarked(part);
        return !isLegacy ? text : part.ContentType.IsMimeType("text", "html") ? LegacyDisplay.StripHtml(text) : LegacyDisplay.StripText(text);
    }

    private static string Join(string[] texts)
    {
        if (texts is [string only])
        {
            return only.TrimStart('\n').TrimEnd();
        }

        var joined = new StringBuilder();
        foreach (string text in texts)
        {
            joined.Append(joined.Length > 0 ? "\n\n" : string.Empty).Append(text.TrimStart('\n').TrimEnd());
        }

        return joined.ToString();
    }
}
