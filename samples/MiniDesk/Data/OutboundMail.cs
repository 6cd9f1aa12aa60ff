using System.ComponentModel.DataAnnotations;

namespace MiniDesk.Data;

/// <summary>
/// A mail on its way out. The row says "sending" before the first word with the server and "sent" after the last, so that a crash in
/// between leaves a trace: such a mail may or may not have gone, and is never repeated silently.
/// </summary>
internal sealed class OutboundMail
{
    public long Id { get; set; }

    [MaxLength(320)]
    public required string Mailbox { get; set; }

    [MaxLength(320)]
    public required string Sender { get; set; }

    /// <summary>The envelope's recipients, one a line.</summary>
    public required string Recipients { get; set; }

    public required byte[] Raw { get; set; }

    public OutboundState State { get; set; }

    [MaxLength(80)]
    public string? TakenBy { get; set; }

    public DateTimeOffset NotBefore { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>How often it was sent again after it may have been sent; each time it carries the mark of RFC 5322 section 3.6.6.</summary>
    public int Repeats { get; set; }

    [MaxLength(1000)]
    public string? LastError { get; set; }
}

internal enum OutboundState
{
    Ready = 0,
    Sending = 1,
    Sent = 2,
    MayHaveBeenSent = 3,
    Refused = 4,
}
