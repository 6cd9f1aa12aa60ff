using System.Security.Cryptography;
using System.Text;
using SmimeHelpdesk.Keys;

namespace SmimeHelpdesk;

/// <summary>
/// Encrypts private keys with a key that the host keeps outside the database: each gets a random data key of its own, which the host
/// key wraps; both steps are AES-256-GCM. The ciphertext names its host key, so that host keys can be replaced one after the other.
/// Thread-safe; dispose it to zero the host keys.
/// </summary>
public sealed class AesGcmCredentialProtector : ICredentialProtector, IDisposable
{
    /// <summary>The id of the only host key of <see cref="AesGcmCredentialProtector(ReadOnlySpan{byte})"/>; give this name to the old key when a second one comes.</summary>
    public const string DefaultKeyId = "default";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _hostKeys = new(StringComparer.Ordinal);
    private readonly string _currentKeyId;
    private bool _disposed;

    /// <summary>Makes a protector with one host key.</summary>
    /// <param name="hostKey">32 random bytes; copied.</param>
    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public AesGcmCredentialProtector(ReadOnlySpan<byte> hostKey)
    {
        _currentKeyId = DefaultKeyId;
        Add(DefaultKeyId, hostKey, nameof(hostKey));
    }

    /// <summary>Makes a protector that encrypts with one of several host keys and decrypts with any of them.</summary>
    /// <param name="currentKeyId">The id of the key to encrypt with.</param>
    /// <param name="hostKeys">All host keys by id, each 32 random bytes; copied. An id is 1 to 64 bytes of UTF-8 and is stored in clear.</param>
    /// <exception cref="ArgumentException">The current key is missing, or an id or a key has the wrong size.</exception>
    public AesGcmCredentialProtector(string currentKeyId, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> hostKeys)
    {
        ArgumentNullException.ThrowIfNull(currentKeyId);
        ArgumentNullException.ThrowIfNull(hostKeys);
        foreach ((string id, ReadOnlyMemory<byte> key) in hostKeys)
        {
            Add(id, key.Span, nameof(hostKeys));
        }

        _currentKeyId = _hostKeys.ContainsKey(currentKeyId)
            ? currentKeyId
            : throw new ArgumentException("The current key is not among the host keys.", nameof(currentKeyId));
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> ProtectAsync(ReadOnlyMemory<byte> plaintext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Span<byte> hostKey = stackalloc byte[ProtectedKeyEnvelope.KeySize];
        try
        {
            TryCopyKey(_currentKeyId, hostKey);
            return new(ProtectedKeyEnvelope.Seal(_currentKeyId, hostKey, plaintext.Span, associatedData.Span));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(hostKey);
        }
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> UnprotectAsync(ReadOnlyMemory<byte> ciphertext, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Span<byte> hostKey = stackalloc byte[ProtectedKeyEnvelope.KeySize];
        try
        {
            return ProtectedKeyEnvelope.ReadKeyId(ciphertext.Span) is { } id && TryCopyKey(id, hostKey)
                ? new(ProtectedKeyEnvelope.Open(hostKey, ciphertext.Span, associatedData.Span))
                : throw new CryptographicException();
        }
        catch (CryptographicException)
        {
            // One text for every cause: whoever can write rows shall not learn which part was wrong.
            throw new CryptographicException("The private key cannot be decrypted.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(hostKey);
        }
    }

    /// <summary>Zeroes the host keys.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (byte[] key in _hostKeys.Values)
            {
                CryptographicOperations.ZeroMemory(key);
            }
        }
    }

    private void Add(string id, ReadOnlySpan<byte> key, string parameter)
    {
        // Text that UTF-8 cannot carry would come back as another id, and the ciphertext would never open.
        if (StrictUtf8.GetByteCount(id) is 0 or > ProtectedKeyEnvelope.MaximumKeyIdSize)
        {
            throw new ArgumentException("The id of a host key is 1 to 64 bytes of UTF-8.", parameter);
        }

        _hostKeys.Add(id, key.Length == ProtectedKeyEnvelope.KeySize ? key.ToArray() : throw new ArgumentException("A host key is 32 bytes.", parameter));
    }

    // The copy is made under the lock: a dispose at the same time must never let a zeroed key encrypt.
    private bool TryCopyKey(string id, Span<byte> target)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _hostKeys.TryGetValue(id, out byte[]? key) && key.AsSpan().TryCopyTo(target);
        }
    }
}
