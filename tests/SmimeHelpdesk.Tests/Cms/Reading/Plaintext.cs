using System.Text;

namespace SmimeHelpdesk.Tests.Cms.Reading;

/// <summary>Everything readable of an opened message, whatever field it is in.</summary>
internal static class Plaintext
{
    public static string Of(OpenedMessage opened)
    {
        var text = new StringBuilder();
        text.AppendLine(opened.Headers.ToString()).AppendLine(opened.Content.TextBody).AppendLine(opened.Content.HtmlBody).AppendLine(opened.PlaintextQuote);
        foreach (MessageAttachment attachment in opened.Content.Attachments)
        {
            using Stream stream = attachment.OpenRead();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            text.AppendLine(attachment.FileName).AppendLine(Encoding.Latin1.GetString(bytes.ToArray()));
        }

        return text.AppendLine(opened.ReplyContext.ToString()).ToString();
    }
}
