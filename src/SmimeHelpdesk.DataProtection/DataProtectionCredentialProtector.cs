using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace SmimeHelpdesk;

/// <summary>
/// Encrypts private keys with ASP.NET Core Data Protection. What a ciphertext is bound to is part of its purpose, which Data Protection
/// authenticates, so it opens in its own row only; each ciphertext has a key of its own, derived from the key ring. Thread-safe.
/// </summary>
public sealed class DataProtectionCredentialProtector : ICredentialProtector
{
    // Never change these: whatever was stored opens under this purpose only.
    private const string Purpose = "SmimeHelpdesk.MailboxCredential";
    private const string Version = "v1";

    private readonly IDataProtector _protector;
    private readonly bool _acceptsRevokedKeys;

    /// <summary>Makes a protector.</summary>
    /// <param name="provider">The host's provider, whose key ring must be persisted: <see cref="KeyRingCheck"/> asks.</param>
    /// <param name="acceptsRevokedKeys">
    /// Whether what was encrypted with a key that has been revoked since still opens. False by default, since others may have such a key.
    /// True for as long as <see cref="MailboxCredentialManager.RewrapAllAsync"/> takes, when a key was revoked before it was replaced.
    /// </param>
    public DataProtectionCredentialProtector(IDataProtectionProvider provider, bool acceptsRevokedKeys = false)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _acceptsRevokedKeys = acceptsRevokedKeys;
        _protector = provider.CreateProtector(Purpose, Version);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> ProtectAsync(ReadOnlyMemory<byte> plaintext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] copy = plaintext.ToArray();
        try
        {
            return new(For(associatedData).Protect(copy));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> UnprotectAsync(ReadOnlyMemory<byte> ciphertext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return new(Open(For(associatedData), ciphertext.ToArray()));
        }
        catch (CryptographicException)
        {
            // One text for every cause: whoever can write rows shall not learn which part was wrong.
            throw new CryptographicException("The private key cannot be decrypted.");
        }
    }

    private byte[] Open(IDataProtector protector, byte[] ciphertext) => _acceptsRevokedKeys && protector is IPersistedDataProtector persisted
        ? persisted.DangerousUnprotect(ciphertext, ignoreRevocationErrors: true, out _, out _)
        : protector.Unprotect(ciphertext);

    private IDataProtector For(ReadOnlyMemory<byte> associatedData) => _protector.CreateProtector(Convert.ToHexStringLower(associatedData.Span));
}
