using System.Security.Cryptography;
using SmimeHelpdesk.Keys;

namespace SmimeHelpdesk.DependencyInjection;

/// <summary>The protector of a host that has registered none: its key dies with the process, as does the store in memory.</summary>
internal sealed class EphemeralCredentialProtector : ICredentialProtector, IDisposable
{
    private readonly AesGcmCredentialProtector _inner;

    public EphemeralCredentialProtector()
    {
        Span<byte> hostKey = stackalloc byte[ProtectedKeyEnvelope.KeySize];
        RandomNumberGenerator.Fill(hostKey);
        _inner = new AesGcmCredentialProtector(hostKey);
        CryptographicOperations.ZeroMemory(hostKey);
    }

    public ValueTask<byte[]> ProtectAsync(ReadOnlyMemory<byte> plaintext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken) =>
        _inner.ProtectAsync(plaintext, associatedData, cancellationToken);

    public ValueTask<byte[]> UnprotectAsync(ReadOnlyMemory<byte> ciphertext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken) =>
        _inner.UnprotectAsync(ciphertext, associatedData, cancellationToken);

    public void Dispose() => _inner.Dispose();
}
