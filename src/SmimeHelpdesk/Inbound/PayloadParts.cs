using MimeKit;

namespace SmimeHelpdesk.Inbound;

/// <summary>Walks over a payload's parts and decides what each is: text, the HTML, or an attachment (RFC 2046 section 5.1, RFC 2387).</summary>
internal sealed class PayloadParts(ContentBuilder content)
{
    public void AddPayload(ParsedEntity payload)
    {
        bool beginsWithCopy = content.Scheme is HeaderProtectionScheme.Draft && PartLabels.IsMultipart(payload, "mixed")
            && payload.Children.Count > 1 && LegacyDisplay.IsWholePart(payload.Children[0]);
        if (beginsWithCopy)
        {
            AddAll(payload.Children.Skip(1), false);
        }
        else
        {
            Add(payload, false);
        }
    }

    private void AddAll(IEnumerable<ParsedEntity> parts, bool hasTextAlternative)
    {
        foreach (ParsedEntity part in parts)
        {
            Add(part, hasTextAlternative);
        }
    }

    private void Add(ParsedEntity part, bool hasTextAlternative)
    {
        if (part.Entity is not Multipart)
        {
            AddLeaf(part, hasTextAlternative);
        }
        else if (part.Children.Count == 0)
        {
            AddUndivided(part);
        }
        else if (PartLabels.IsMultipart(part, "alternative"))
        {
            AddAlternative(part, hasTextAlternative);
        }
        else if (PartLabels.IsMultipart(part, "related"))
        {
            AddRelated(part, hasTextAlternative);
        }
        else if (PartLabels.IsMultipart(part, "encrypted"))
        {
            AttachAll(part);
        }
        else
        {
            // A signature says nothing in a ticket; the rest of a signed part that is no layer of the message is content like any other.
            bool isSigned = PartLabels.IsMultipart(part, "signed");
            AddAll(part.Children.Where((child, i) => !isSigned || i == 0 || !LayerKinds.IsSignaturePart(child)), hasTextAlternative);
        }
    }

    private void AddLeaf(ParsedEntity part, bool hasTextAlternative)
    {
        // A name makes a file of a text only when there is a letter that it could come with.
        bool isFile = PartLabels.IsAttachment(part) || (content.HasText && PartLabels.FileName(part) is not null) || !content.Fits(part);
        if (PartLabels.IsPlain(part) && !isFile)
        {
            content.AddText(part);
        }
        else if (PartLabels.IsHtml(part) && !isFile)
        {
            content.AddHtml(part, hasTextAlternative);
        }
        else
        {
            Attach(part);
        }
    }

    private void AddAlternative(ParsedEntity alternative, bool hasTextAlternative)
    {
        ParsedEntity? text = alternative.Children.FirstOrDefault(part => PartLabels.IsPlain(part) && !PartLabels.IsAttachment(part) && content.Fits(part));
        bool hasText = (text is not null && content.AddText(text)) || hasTextAlternative;

        // The last one is the richest (RFC 2046 section 5.1.4).
        ParsedEntity? html = alternative.Children.LastOrDefault(part => PartLabels.IsHtml(part) && !PartLabels.IsAttachment(part) && content.Fits(part));
        foreach (ParsedEntity part in alternative.Children.Where(part => part != text))
        {
            if (part == html)
            {
                content.AddHtml(part, hasText);
            }
            else if (part.Entity is Multipart)
            {
                Add(part, hasText);
            }
            else
            {
                Attach(part);
            }
        }
    }

    private void AddRelated(ParsedEntity related, bool hasTextAlternative)
    {
        string? start = related.ContentType.Parameters["start"]?.Trim().Trim('<', '>');
        ParsedEntity root = related.Children.FirstOrDefault(part => start is { Length: > 0 } && FoundAttachment.ContentIdOf(part.Entity) == start)
            ?? related.Children[0];
        Add(root, hasTextAlternative);
        foreach (ParsedEntity part in related.Children.Where(part => part != root))
        {
            AttachAll(part);
        }
    }

    private void AttachAll(ParsedEntity part)
    {
        if (part.Entity is not Multipart || part.Children.Count == 0)
        {
            Attach(part);
        }

        foreach (ParsedEntity child in part.Children)
        {
            AttachAll(child);
        }
    }

    private void Attach(ParsedEntity part)
    {
        if (PartLabels.IsTnef(part) && TnefContents.TryAdd(part, content))
        {
            return;
        }

        if (PartLabels.IsSpareText(part))
        {
            content.AddSpareText(part);
        }

        content.Attach(FoundAttachment.Of(part));
    }

    // A multipart whose boundary is missing or wrong still says something between the lines that divide nothing.
    private void AddUndivided(ParsedEntity part)
    {
        if (!content.Fits(part))
        {
            content.Attach(FoundAttachment.Of(part));
            return;
        }

        string delimiter = "--" + part.ContentType.Boundary?.TrimEnd();
        IEnumerable<string> lines = BodyText.Read(part, content.Limits).Split('\n')
            .Where(line => delimiter.Length == 2 || !line.StartsWith(delimiter, StringComparison.Ordinal));
        content.AddText(string.Join('\n', lines), part);
    }
}
