using System.Diagnostics;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MiniDesk.Data;

namespace MiniDesk.Mail.Inbound;

/// <summary>Reads a mailbox over IMAP. IDLE (RFC 2177) says at once when something has come; servers without it are asked twice a minute.</summary>
internal sealed class ImapMailSource(DeskSettings settings, ServerConnection connection, MailIntake intake) : IMailSource
{
    // RFC 2177 asks to repeat IDLE within 29 minutes; middle boxes forget silent connections much sooner.
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan PollTime = TimeSpan.FromSeconds(30);

    public async Task ReceiveAsync(DeskMailbox mailbox, CancellationToken cancellationToken)
    {
        using var client = new ImapClient();
        await connection.OpenAsync(client, settings.Imap, mailbox, cancellationToken);
        IMailFolder inbox = client.Inbox ?? throw new UnreachableException("Every IMAP server has an INBOX.");

        // Nothing is marked or deleted: what has been received is remembered in the database alone.
        await inbox.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
        using var arrivals = new Arrivals(inbox);
        while (true)
        {
            arrivals.Forget();
            await FetchNewAsync(mailbox, inbox, cancellationToken);
            await WaitForMailAsync(client, arrivals, cancellationToken);
        }
    }

    // In ascending order, each stored before the next is asked for: so the highest number stored tells where to go on.
    private async Task FetchNewAsync(DeskMailbox mailbox, IMailFolder inbox, CancellationToken cancellationToken)
    {
        uint last = await intake.LastUidAsync(mailbox.Address, inbox.UidValidity, cancellationToken);
        if (last == uint.MaxValue)
        {
            return;
        }

        var beyond = new UniqueIdRange(new UniqueId(last + 1), UniqueId.MaxValue);
        foreach (UniqueId uid in (await inbox.SearchAsync(SearchQuery.Uids(beyond), cancellationToken)).Where(uid => uid.Id > last).Order())
        {
            await using Stream stream = await inbox.GetStreamAsync(uid, cancellationToken);
            using var raw = new MemoryStream();
            await stream.CopyToAsync(raw, cancellationToken);
            await intake.StoreAsync(mailbox.Address, inbox.UidValidity, uid.Id, raw.ToArray(), cancellationToken);
        }
    }

    private static async Task WaitForMailAsync(ImapClient client, Arrivals arrivals, CancellationToken cancellationToken)
    {
        using var done = new CancellationTokenSource(IdleTime);
        if (arrivals.HasCome(done))
        {
            return;
        }

        if (client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await client.IdleAsync(done.Token, cancellationToken);
        }
        else
        {
            await Task.Delay(PollTime, cancellationToken);
            await client.NoOpAsync(cancellationToken);
        }
    }
}
