using System.Globalization;
using MiniDesk.Data;

namespace MiniDesk.Mail.Outbound;

/// <summary>The demo's mail server: a folder, which the page "Outgoing" shows.</summary>
internal sealed class FolderTransport(DeskSettings settings) : IMailTransport
{
    public async Task<Delivery> SendAsync(OutboundMail mail, DeskMailbox mailbox, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.OutgoingFolder);
        await File.WriteAllBytesAsync(Path.Combine(settings.OutgoingFolder, string.Create(CultureInfo.InvariantCulture, $"{mail.Id:D6}-{mail.Repeats}.eml")), mail.Raw, cancellationToken);
        return new Delivery(DeliveryOutcome.Sent);
    }
}
