namespace SmimeHelpdesk;

/// <summary>Encrypts private keys at rest. Implementations are thread-safe.</summary>
public interface ICredentialProtector
{
    /// <summary>Encrypts and authenticates.</summary>
    /// <param name="plaintext">The private key; the caller zeroes it.</param>
    /// <param name="associatedData">What the ciphertext is bound to: it opens only with the same bytes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The ciphertext.</returns>
    ValueTask<byte[]> ProtectAsync(ReadOnlyMemory<byte> plaintext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken);

    /// <summary>Decrypts what <see cref="ProtectAsync"/> returned.</summary>
    /// <param name="ciphertext">The ciphertext.</param>
    /// <param name="associatedData">The same bytes as then.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The private key; the caller zeroes it.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The ciphertext was changed, moved, or made with another key.</exception>
    ValueTask<byte[]> UnprotectAsync(ReadOnlyMemory<byte> ciphertext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken);
}
