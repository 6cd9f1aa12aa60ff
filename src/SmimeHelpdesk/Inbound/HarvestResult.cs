namespace SmimeHelpdesk;

/// <summary>What became of the sender's certificate.</summary>
/// <param name="Status">Whether it was stored.</param>
/// <param name="Reason">Why not; <see cref="HarvestReason.None"/> when stored.</param>
/// <param name="Address">The address that it was stored for, as the message shows it; null when not stored.</param>
/// <param name="Sha256">SHA-256 of the certificate to encrypt with, lower-case hexadecimal; null when not stored.</param>
public sealed record HarvestResult(HarvestStatus Status, HarvestReason Reason, string? Address, string? Sha256);
