using MiniDesk.Data;
using MiniDesk.Mail.Inbound;

namespace MiniDesk.Demo;

/// <summary>The demo's mail server: each file is a mail, and its name is its number. A file that is added is a mail that arrives.</summary>
internal sealed class DemoMailSource(DemoFolder folder, MailIntake intake) : IMailSource
{
    private const uint UidValidity = 1;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task ReceiveAsync(DeskMailbox mailbox, CancellationToken cancellationToken)
    {
        while (true)
        {
            uint last = await intake.LastUidAsync(mailbox.Address, UidValidity, cancellationToken);
            foreach ((uint uid, string file) in folder.Mails(mailbox.Address).Where(mail => mail.Uid > last))
            {
                await intake.StoreAsync(mailbox.Address, UidValidity, uid, await File.ReadAllBytesAsync(file, cancellationToken), cancellationToken);
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }
}
