namespace SmimeHelpdesk;

/// <summary>What <see cref="MailboxCredentialManager.RewrapAsync(Mailbox, CancellationToken)"/> has done.</summary>
/// <param name="Rewrapped">How many credentials were encrypted anew.</param>
/// <param name="Unreadable">How many could not be opened and stay as they are. While there are any, an old host key may still be needed.</param>
public sealed record CredentialRewrap(int Rewrapped, int Unreadable);
