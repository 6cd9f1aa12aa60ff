using System.Collections.Concurrent;
using SmimeHelpdesk.Tests.Reply;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Properties;

/// <summary>The helpdesk writes, the customer reads; both with the library.</summary>
internal static class Correspondence
{
    private static readonly ConcurrentDictionary<SignatureForm, Desk> Desks = new();

    public static byte[] Compose(DrawnMail mail)
    {
        using ComposedReply composed = DeskFor(mail.Form).Composer.ComposeAsync(mail.ToDraft(), ReplyCase.Context, mail.Protection, CancellationToken.None).GetAwaiter().GetResult();
        return ReplyCase.Bytes(composed.Messages.Single().Message);
    }

    public static OpenedMessage Open(byte[] mail) =>
        DeskFor(SignatureForm.Detached).Opener.OpenAsync(new MemoryStream(mail), ReplyCase.Customer, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>All that a ticket shows of a message, as one text.</summary>
    public static string Content(OpenedMessage opened)
    {
        IEnumerable<string> files = opened.Content.Attachments.Select(attachment => attachment.FileName + " " + Convert.ToHexString(Read(attachment)));
        return string.Join('\n', [opened.Headers.From ?? string.Empty, opened.Content.TextBody, opened.Content.HtmlBody ?? string.Empty, .. files]);
    }

    public static byte[] Read(MessageAttachment attachment)
    {
        using Stream stream = attachment.OpenRead();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static Desk DeskFor(SignatureForm form) => Desks.GetOrAdd(form, _ =>
    {
        var desk = new Desk(SmimePolicy.Default with { SignatureForm = form });
        desk.AddAsync(ReplyCase.Mailbox).GetAwaiter().GetResult();
        using MailboxCredential customer = ReplyCase.Alice.ToCredential();
        desk.Credentials.SaveAsync(ReplyCase.Customer, [customer], CancellationToken.None).GetAwaiter().GetResult();
        return desk;
    });
}
