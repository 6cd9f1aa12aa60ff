using System.ComponentModel.DataAnnotations;
using SmimeHelpdesk;

namespace MiniDesk.Data;

/// <summary>A mail of a ticket, in or out, in plain form; or a part of a mail that has another origin (see <see cref="WithinId"/>).</summary>
internal sealed class TicketMessage
{
    public int Id { get; set; }

    public int? TicketId { get; set; }

    /// <summary>Set for a part that is signed or encrypted by itself: the message it was found in, which it says nothing about.</summary>
    public int? WithinId { get; set; }

    public IList<TicketMessage> Parts { get; } = [];

    /// <summary>The raw mail; null for what the desk has sent.</summary>
    public long? InboundId { get; set; }

    public long? OutboundId { get; set; }

    [MaxLength(1000)]
    public string? MessageId { get; set; }

    [MaxLength(320)]
    public string? From { get; set; }

    [MaxLength(320)]
    public string? FromName { get; set; }

    /// <summary>Who it went to, as shown.</summary>
    public string Recipients { get; set; } = string.Empty;

    [MaxLength(1000)]
    public string Subject { get; set; } = string.Empty;

    public DateTimeOffset At { get; set; }

    public string Text { get; set; } = string.Empty;

    /// <summary>Subject, sender and text in capitals: engines differ in how they compare letters, so the desk does it.</summary>
    public string Search { get; set; } = string.Empty;

    /// <summary>The HTML body as received: it is sanitised each time it is shown.</summary>
    public string? Html { get; set; }

    /// <summary>The library's <see cref="ReplyContext"/> as JSON: what a reply needs.</summary>
    public string? ReplyContext { get; set; }

    /// <summary>The verdicts as JSON (<see cref="Tickets.StoredVerdict"/>), from which line and explanation are made in the reader's language.</summary>
    public string? Verdict { get; set; }

    public SignatureStatus Signature { get; set; }

    public EncryptionStatus Encryption { get; set; }

    /// <summary>How a message of the desk was protected.</summary>
    public ReplyProtection SentWith { get; set; }

    public IList<TicketAttachment> Attachments { get; } = [];
}
