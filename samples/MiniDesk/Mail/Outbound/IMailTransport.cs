using MiniDesk.Data;

namespace MiniDesk.Mail.Outbound;

/// <summary>What takes a mail away: an SMTP server, or the demo's folder.</summary>
internal interface IMailTransport
{
    /// <summary>Hands the mail over. Throws nothing but cancellation: what happened is the answer.</summary>
    Task<Delivery> SendAsync(OutboundMail mail, DeskMailbox mailbox, CancellationToken cancellationToken);
}

/// <summary>How handing over went.</summary>
internal sealed record Delivery(DeliveryOutcome Outcome, string? Problem = null);

internal enum DeliveryOutcome
{
    /// <summary>The connection was lost after the content had begun to flow: the server may have it.</summary>
    Unknown = 0,
    Sent = 1,

    /// <summary>The server certainly does not have it; later is soon enough.</summary>
    NotYet = 2,

    /// <summary>The server does not want it.</summary>
    Refused = 3,
}
