namespace SmimeHelpdesk.Reply;

/// <summary>What is known of one recipient.</summary>
/// <param name="Address">The address.</param>
/// <param name="IsAuthor">Whether it is the address that the inbound message is from.</param>
/// <param name="Certificates">The certificates that might be encrypted to.</param>
internal sealed record RecipientFacts(string Address, bool IsAuthor, IReadOnlyList<CertificateFacts> Certificates);
