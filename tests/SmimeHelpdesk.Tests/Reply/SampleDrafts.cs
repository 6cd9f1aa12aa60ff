using System.Text;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>Drafts of every shape.</summary>
internal static class SampleDrafts
{
    private static readonly DraftAttachment Pdf = new("Rechnung für März.pdf", "application/pdf", Encoding.ASCII.GetBytes("%PDF-1.7 \r\n\0\x80"));
    private static readonly DraftAttachment Logo = new("logo.png", "image/png", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }) { ContentId = "logo@desk.example" };
    private static readonly DraftAttachment Mail = new("original.eml", "message/rfc822", Encoding.UTF8.GetBytes("From: a@b.example\r\nSubject: ü\r\n\r\nFrom here\r\n"));
    private static readonly DraftAttachment Notes = new("notes.txt", "text/plain; charset=utf-8", Encoding.UTF8.GetBytes("From me \r\nübel\n.\n"));

    public static IReadOnlyDictionary<string, ReplyDraft> All { get; } = new Dictionary<string, ReplyDraft>
    {
        ["text"] = ReplyCase.Draft,
        ["empty"] = new() { TextBody = string.Empty },
        ["nothing at all"] = new(),
        ["text without last line ending"] = new() { TextBody = "short" },
        ["text that ends in blank lines"] = new() { TextBody = "short\n\n\n\n" },
        ["text with awkward lines"] = new() { TextBody = "From \n.\n..\n--boundary\n \n\t\n" + new string('x', 2000) + "\n" + new string('ü', 500) + "\r\nend \r" },
        ["html fragment"] = new() { HtmlBody = "<p>Grüße</p>" },
        ["html document"] = new() { HtmlBody = "<!DOCTYPE html><html><head><title>x</title></head><body class=\"a\"><p>Hi</p></body></html>" },
        ["text and html"] = new() { TextBody = "Hi", HtmlBody = "<p>Hi</p>" },
        ["text, html, inline image"] = new() { TextBody = "Hi", HtmlBody = "<img src=\"cid:logo@desk.example\">", Attachments = [Logo] },
        ["html, inline image, attachments"] = new() { HtmlBody = "<img src=\"cid:logo@desk.example\">", Attachments = [Pdf, Logo, Mail, Notes] },
        ["text and attachments"] = new() { TextBody = "See attached", Attachments = [Pdf, Mail, Notes, Logo] },
        ["attachment without text"] = new() { Attachments = [Pdf] },
        ["long and foreign subject"] = new() { TextBody = "x", Subject = string.Concat(Enumerable.Repeat("Прошу прощения — ", 12)) },
        ["empty attachment"] = new() { TextBody = "x", Attachments = [new("nothing", "application/octet-stream", ReadOnlyMemory<byte>.Empty)] },
        ["large attachment"] = new() { TextBody = "x", Attachments = [new("large.bin", "application/octet-stream", Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31)).ToArray())] },
    };
}
