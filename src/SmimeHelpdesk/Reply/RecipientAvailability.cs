namespace SmimeHelpdesk;

/// <summary>Whether one recipient can be encrypted to.</summary>
/// <param name="Address">The recipient's address.</param>
/// <param name="Encrypt">Available, or why not.</param>
/// <param name="Sha256">SHA-256 of the certificate that would be used, lower-case hexadecimal; null when there is none.</param>
/// <param name="Cautions">What is worth knowing about that certificate.</param>
public sealed record RecipientAvailability(
    string Address, EncryptAvailability Encrypt, string? Sha256, IReadOnlyList<SmimeCaution> Cautions);
