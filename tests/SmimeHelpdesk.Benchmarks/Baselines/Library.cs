using SmimeHelpdesk.Benchmarks.Fixtures;

namespace SmimeHelpdesk.Benchmarks.Baselines;

/// <summary>The library itself, through its public doors.</summary>
internal static class Library
{
    public static Action Prepare(Case item)
    {
        Desk desk = Desk.Helpdesk(item.Pki);
        ReplyDraft draft = Drafts.Create(item.Size);
        if (item.IsOpening)
        {
            byte[] mail = Mails.FromCustomer(item.Pki, draft, item.Protection, item.Gcm);
            return () => OpenAsync(desk, mail, item).GetAwaiter().GetResult();
        }

        ReplyContext context = Mails.Context(item.Pki.Customer.RawData, item.Gcm);
        return () => ComposeAsync(desk, draft, context, item).GetAwaiter().GetResult();
    }

    private static async Task OpenAsync(Desk desk, byte[] mail, Case item)
    {
        using var stream = new MemoryStream(mail, writable: false);
        using OpenedMessage opened = await desk.Opener.OpenAsync(stream, Desk.Address, CancellationToken.None);
        Require(!item.IsSigned || opened.Signature.Status is SignatureStatus.Valid);
        Require(!item.IsEncrypted || opened.Encryption.Status is EncryptionStatus.Decrypted);
        Require(opened.Content.TextBody.Length > 0 && opened.Content.Attachments.Count == 1);
        if (item.IsLarge)
        {
            await using Stream attachment = opened.Content.Attachments[0].OpenRead();
            await attachment.CopyToAsync(Stream.Null);
        }
    }

    private static async Task ComposeAsync(Desk desk, ReplyDraft draft, ReplyContext context, Case item)
    {
        using ComposedReply composed = await desk.Composer.ComposeAsync(draft, context, item.Protection, CancellationToken.None);
        if (item.IsLarge)
        {
            Mails.Write(composed.Messages[0].Message, Stream.Null);
        }
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("The library did not do what is measured.");
        }
    }
}
