using MiniDesk.Data;
using SmimeHelpdesk;

namespace MiniDesk.Tickets;

/// <summary>Copies what the library has opened into the desk's own rows.</summary>
internal static class TicketContent
{
    /// <summary>Everything the ticket needs later, when the opened message and its keys are gone.</summary>
    public static void Fill(TicketMessage row, OpenedMessage opened)
    {
        row.From = Bounded(opened.Headers.From, 320);
        row.FromName = Bounded(opened.Headers.FromDisplayName, 320);
        row.Recipients = string.Join(", ", opened.Headers.To.Concat(opened.Headers.Cc));
        row.Subject = PlainText.Line(opened.Headers.Subject, 900);
        row.MessageId = Bounded(opened.Headers.MessageId, 1000);
        row.ReplyContext = opened.ReplyContext.ToJson();
        FillBody(row, opened.Content, new StoredVerdict(opened.Signature, opened.Encryption, opened.Headers.From));

        // Parts that are signed or encrypted by themselves speak for nothing but themselves: they stay apart on every page.
        foreach (ErrantPart part in opened.ErrantParts)
        {
            var apart = new TicketMessage
            {
                From = Bounded(part.Headers?.From ?? part.Author, 320),
                Subject = PlainText.Line(part.Headers?.Subject ?? part.ContentType, 900),
                At = row.At,
            };
            FillBody(apart, part.Content, new StoredVerdict(part.Signature, part.Encryption, part.Author));
            row.Parts.Add(apart);
        }
    }

    private static void FillBody(TicketMessage row, MessageContent content, StoredVerdict verdict)
    {
        row.Text = content.TextBody;
        row.Html = content.HtmlBody;
        row.Verdict = verdict.ToJson();
        row.Search = PlainText.Searchable(row.Subject, row.From, row.FromName, row.Text);
        row.Signature = verdict.Signature.Status;
        row.Encryption = verdict.Encryption.Status;
        foreach (MessageAttachment attachment in content.Attachments)
        {
            row.Attachments.Add(Copy(attachment));
        }
    }

    private static TicketAttachment Copy(MessageAttachment attachment)
    {
        using Stream stream = attachment.OpenRead();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new TicketAttachment
        {
            FileName = PlainText.FileName(attachment.FileName),
            ContentType = Bounded(attachment.ContentType, 200)!,
            ContentId = Bounded(attachment.ContentId, 500),
            Size = attachment.Size,
            Content = bytes.ToArray(),
        };
    }

    private static string? Bounded(string? text, int maximum) => text is null ? null : PlainText.Line(text, maximum - 1);
}
