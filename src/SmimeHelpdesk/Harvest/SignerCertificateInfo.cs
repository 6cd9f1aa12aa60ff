namespace SmimeHelpdesk;

/// <summary>One certificate of a customer as an administrator sees it.</summary>
/// <param name="Stored">What is stored: provenance and decision.</param>
/// <param name="Description">The certificate, described.</param>
/// <param name="IsPreferred">Whether it is the one of the address's certificates that would be encrypted to now.</param>
/// <param name="Availability"><see cref="EncryptAvailability.Available"/> when it can be encrypted to, and a better one is preferred unless this is it; else why it cannot.</param>
public sealed record SignerCertificateInfo(SignerCertificate Stored, MessageSigner Description, bool IsPreferred, EncryptAvailability Availability);
