using System.ComponentModel.DataAnnotations;

namespace MiniDesk.Data;

internal sealed class TicketAttachment
{
    public int Id { get; set; }

    public int TicketMessageId { get; set; }

    [MaxLength(500)]
    public required string FileName { get; set; }

    [MaxLength(200)]
    public required string ContentType { get; set; }

    [MaxLength(500)]
    public string? ContentId { get; set; }

    public long Size { get; set; }

    public required byte[] Content { get; set; }
}
