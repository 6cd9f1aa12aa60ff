using System.ComponentModel.DataAnnotations;

namespace MiniDesk.Data;

/// <summary>A mailbox that the desk reads and answers from.</summary>
internal sealed class DeskMailbox
{
    public int Id { get; set; }

    [MaxLength(320)]
    public required string Address { get; set; }

    [MaxLength(200)]
    public string? DisplayName { get; set; }

    /// <summary>The name to sign in with at the mail servers; null for the address.</summary>
    [MaxLength(320)]
    public string? UserName { get; set; }

    /// <summary>The password for the mail servers, as ciphertext.</summary>
    public byte[]? ProtectedPassword { get; set; }
}
