using SmimeHelpdesk.Credentials;

namespace SmimeHelpdesk;

/// <summary>
/// Above the store: protects private keys, checks what the store returns, and answers which credential signs now and which decrypt.
/// Stateless and thread-safe.
/// </summary>
public sealed class MailboxCredentialManager
{
    /// <summary>Makes a manager.</summary>
    /// <param name="store">Where the rows are kept.</param>
    /// <param name="protector">What encrypts the private keys.</param>
    /// <param name="keys">A provider of keys that live elsewhere; null when all keys are in the store.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public MailboxCredentialManager(IMailboxCredentialStore store, ICredentialProtector protector, IPrivateKeyProvider? keys = null, TimeProvider? time = null)
    {
    }

    /// <summary>A manager that keeps everything in memory, with a key that dies with the process.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    /// <returns>The manager.</returns>
    public static MailboxCredentialManager InMemory(TimeProvider? time = null) => throw new NotImplementedException();

    /// <summary>Saves imported credentials as active ones. One that is already there keeps its state.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="credentials">The credentials; still the caller's to dispose.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when all are stored.</returns>
    public Task SaveAsync(Mailbox mailbox, IReadOnlyList<MailboxCredential> credentials, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Removes a credential and destroys its private key.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sha256">The certificate's thumbprint.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there was one.</returns>
    public Task<bool> DeleteAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>All usable rows of the mailbox: what the store returned, each checked against mailbox, tenant and thumbprint.</summary>
    internal Task<IReadOnlyList<UsableCredential>> ListUsableAsync(Mailbox mailbox, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The key of a row; null when the provider or the protector cannot give it.</summary>
    internal Task<MailboxPrivateKey?> OpenKeyAsync(UsableCredential credential, CancellationToken cancellationToken) => throw new NotImplementedException();
}
