using System.ComponentModel.DataAnnotations;

namespace MiniDesk.Data;

/// <summary>
/// A mail as it was received. It is stored before anything else is done with it, so that whatever happens afterwards it is there, and
/// its unique keys let it in once, however many instances read the mailbox.
/// </summary>
internal sealed class InboundMail
{
    public long Id { get; set; }

    [MaxLength(320)]
    public required string Mailbox { get; set; }

    public long UidValidity { get; set; }

    public long Uid { get; set; }

    /// <summary>SHA-256 of the bytes; null for a mail that was here already under another number.</summary>
    [MaxLength(32)]
    public byte[]? Digest { get; set; }

    public byte[] Raw { get; set; } = [];

    public DateTimeOffset ReceivedAt { get; set; }

    public InboundState State { get; set; }

    /// <summary>The instance that works on it, until <see cref="NotBefore"/>.</summary>
    [MaxLength(80)]
    public string? TakenBy { get; set; }

    /// <summary>Nobody takes it before this time: it is being worked on, or it failed and waits.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public int Attempts { get; set; }

    /// <summary>What the message waits for (<see cref="SmimeHelpdesk.MissingPieces"/> as JSON); null when opening it again cannot help.</summary>
    public string? Waiting { get; set; }
}

internal enum InboundState
{
    Stored = 0,
    Filed = 1,
    Duplicate = 2,
}
