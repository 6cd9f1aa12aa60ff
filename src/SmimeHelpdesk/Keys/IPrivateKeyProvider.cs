namespace SmimeHelpdesk;

/// <summary>
/// Turns a stored credential into a usable private key: the seam for hardware modules and key services. Without one, the key is the
/// row's own ciphertext. Implementations are thread-safe.
/// </summary>
public interface IPrivateKeyProvider
{
    /// <summary>Opens the private key of a credential.</summary>
    /// <param name="credential">The row; its <see cref="StoredCredential.ProtectedKey"/> holds whatever reference the host saved.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The key, or null when it is not this provider's. The library disposes it after use.</returns>
    ValueTask<MailboxPrivateKey?> OpenAsync(StoredCredential credential, CancellationToken cancellationToken);
}
