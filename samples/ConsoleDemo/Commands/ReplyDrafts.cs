using ConsoleDemo.Cli;
using ConsoleDemo.Setup;
using MimeKit;
using SmimeHelpdesk;

namespace ConsoleDemo.Commands;

/// <summary>Makes the draft that the options of <c>reply</c> describe.</summary>
internal static class ReplyDrafts
{
    public static ReplyDraft Create(ReplyArguments arguments) => new()
    {
        TextBody = arguments.Text ?? (arguments.HtmlFile is null ? string.Empty : null),
        HtmlBody = arguments.HtmlFile is { } html ? InputFile.ReadText(html) : null,
        Attachments = [.. arguments.Attachments.Select(Attachment)],
        PublicSubject = arguments.PublicSubject,
        Recipients = new ReplyRecipients
        {
            Cc = arguments.Cc,
            Bcc = arguments.Bcc,
            Certificates = CertificateFiles.Load(arguments.RecipientCertificates),
        },
    };

    private static DraftAttachment Attachment(string file) =>
        new(Path.GetFileName(file), MimeTypes.GetMimeType(file), InputFile.ReadBytes(file));
}
