using System.Diagnostics;
using SmimeHelpdesk.Soak.Desk;
using SmimeHelpdesk.Soak.Mails;

namespace SmimeHelpdesk.Soak.Run;

/// <summary>One mail's whole way: opened, its attachments read, answered with whatever the two boxes allow, the answer read by the customer.</summary>
internal sealed class MailRound(SoakServer helpdesk, SoakServer customers, SoakTally tally)
{
    private const string Answer = "A technician comes at ten.";

    // Every fourth answer is read: the customers' program is not what is measured.
    private const int ReadEvery = 4;

    public SoakTally Tally => tally;

    /// <param name="mail">The mail.</param>
    /// <param name="number">Its number in the run.</param>
    /// <param name="due">The timestamp at which it arrives; waiting for a free worker counts.</param>
    public async Task RunAsync(SoakMail mail, long number, long due)
    {
        try
        {
            ReplyContext context = await OpenAsync(mail, due);
            (byte[] reply, ReplyProtection protection) = await ReplyAsync(mail, context);
            if (number % ReadEvery == 0)
            {
                await ReadAsync(mail, reply, protection);
            }
        }
        catch (Exception exception)
        {
            tally.Error($"{mail.Kind}: {exception.GetType().Name}: {exception.Message}");
        }

        tally.Done();
    }

    private async Task<ReplyContext> OpenAsync(SoakMail mail, long due)
    {
        using var raw = new MemoryStream(mail.Bytes, writable: false);
        using OpenedMessage opened = await helpdesk.Opener.OpenAsync(raw, mail.Mailbox, CancellationToken.None);
        foreach (MessageAttachment attachment in opened.Content.Attachments)
        {
            await using Stream content = attachment.OpenRead();
            await content.CopyToAsync(Stream.Null);
        }

        tally.Opened(Stopwatch.GetElapsedTime(due));
        if (mail.Expected.DifferenceFrom(opened) is { } difference)
        {
            tally.Error($"{mail.Kind}: {difference}");
        }

        // As a host keeps it with the ticket.
        return ReplyContext.FromJson(opened.ReplyContext.ToJson());
    }

    private async Task<(byte[] Reply, ReplyProtection Protection)> ReplyAsync(SoakMail mail, ReplyContext context)
    {
        long start = Stopwatch.GetTimestamp();
        ReplyAvailability can = await helpdesk.Composer.GetAvailabilityAsync(context, null, CancellationToken.None);
        ReplyProtection protection = (can.CanSign ? ReplyProtection.Sign : 0) | (can.CanEncrypt ? ReplyProtection.Encrypt : 0);
        var draft = new ReplyDraft { TextBody = Answer, AllowPlaintextReply = true };
        using ComposedReply composed = await helpdesk.Composer.ComposeAsync(draft, context, protection, CancellationToken.None);
        byte[] reply = CustomerMails.ToBytes(composed.Messages.Single().Message);
        tally.Replied(Stopwatch.GetElapsedTime(start));
        if (!can.CanSign || can.Encrypt != mail.Expected.Encrypt)
        {
            tally.Error($"{mail.Kind}: the boxes are {can.Sign} and {can.Encrypt}");
        }

        return (reply, protection);
    }

    private async Task ReadAsync(SoakMail mail, byte[] reply, ReplyProtection protection)
    {
        using var raw = new MemoryStream(reply, writable: false);
        using OpenedMessage read = await customers.Opener.OpenAsync(raw, mail.Customer, CancellationToken.None);
        tally.Read();
        bool isEncrypted = protection.HasFlag(ReplyProtection.Encrypt);
        if (read.Signature.Status is not SignatureStatus.Valid
            || (read.Encryption.Status is EncryptionStatus.Decrypted) != isEncrypted
            || !read.Content.TextBody.Contains(Answer, StringComparison.Ordinal))
        {
            tally.Error($"the answer to {mail.Kind}: {read.Signature.Status}, {read.Signature.Reason}, {read.Encryption.Status}");
        }
    }
}
