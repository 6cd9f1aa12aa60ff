using System.ComponentModel.DataAnnotations;

namespace MiniDesk.Data;

internal sealed class Ticket
{
    public int Id { get; set; }

    [MaxLength(320)]
    public required string Mailbox { get; set; }

    [MaxLength(320)]
    public required string Customer { get; set; }

    [MaxLength(1000)]
    public required string Subject { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public IList<TicketMessage> Messages { get; } = [];
}
