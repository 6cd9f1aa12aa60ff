using System.Text;

namespace SmimeHelpdesk.Inbound;

/// <summary>Gathers a payload's text, its one HTML document and its attachments.</summary>
internal sealed class ContentBuilder(SmimeLimits limits, HeaderProtectionScheme scheme)
{
    // Longer text is no letter; it is listed as a file, so that nothing is lost and nothing is built in memory.
    private const long MaximumTextLength = 4 << 20;

    private readonly List<string> _texts = [];
    private readonly List<string> _spareTexts = [];
    private readonly List<FoundAttachment> _attachments = [];
    private string? _html;
    private long _textLength;

    public SmimeLimits Limits => limits;

    public HeaderProtectionScheme Scheme => scheme;

    public bool HasText => _texts.Count > 0 || _html is not null;

    /// <summary>Whether a part's text can be shown.</summary>
    public bool Fits(ParsedEntity part) => _textLength + part.Body.Length <= MaximumTextLength;

    /// <summary>Adds a text part; returns whether there was anything in it.</summary>
    public bool AddText(ParsedEntity part)
    {
        string text = ReadText(part);
        AddText(text);
        return !string.IsNullOrWhiteSpace(text);
    }

    public void AddText(string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            _texts.Add(text);
        }
    }

    /// <summary>Adds an HTML part, and its rendering as text unless there is an alternative in plain text.</summary>
    public void AddHtml(ParsedEntity part, bool hasTextAlternative)
    {
        string html = ReadText(part);
        if (!hasTextAlternative)
        {
            AddText(HtmlText.Render(html));
        }

        if (_html is null)
        {
            _html = html;
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
            _spareTexts.Add(ReadText(part));
        }
    }

    public void AddSpareText(string text) => _spareTexts.Add(text);

    public void Attach(FoundAttachment attachment) => _attachments.Add(attachment);

    public MessageContent Build()
    {
        var names = new AttachmentName();
        var referenced = new CidReferences(_html);
        return new MessageContent
        {
            TextBody = Join(_texts.Count > 0 ? _texts : _spareTexts),
            HtmlBody = _html,
            Attachments = [.. _attachments.Select(found => found.ToAttachment(names.Next(found.Name, found.ContentType), referenced))],
        };
    }

    private string ReadText(ParsedEntity part)
    {
        _textLength += part.Body.Length;
        string text = BodyText.Read(part, limits);
        bool isLegacy = scheme is HeaderProtectionScheme.Clear or HeaderProtectionScheme.Cipher && LegacyDisplay.IsMarked(part);
        return !isLegacy ? text : part.ContentType.IsMimeType("text", "html") ? LegacyDisplay.StripHtml(text) : LegacyDisplay.StripText(text);
    }

    private static string Join(List<string> texts)
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
