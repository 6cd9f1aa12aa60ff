using MiniDesk.Data;

namespace MiniDesk.Mail.Inbound;

/// <summary>Where mail comes from: an IMAP server, or the demo.</summary>
internal interface IMailSource
{
    /// <summary>Receives until it is cancelled or the connection is lost: everything that is there and then everything that comes.</summary>
    Task ReceiveAsync(DeskMailbox mailbox, CancellationToken cancellationToken);
}
