using System.Security.Cryptography;
using SmimeHelpdesk.Keys;

namespace SmimeHelpdesk.Credentials;

/// <summary>Seals the state of rows and checks the seals. Good ones are remembered, since a protector may be a service that is far away. Thread-safe.</summary>
internal sealed class StateSeals(ICredentialProtector protector)
{
    private const int MaximumRemembered = 1024;

    // A seal is ciphertext of this version; what it says is in the associated data.
    private static readonly byte[] Content = [1];

    private readonly Lock _gate = new();
    private HashSet<UInt128> _young = [];
    private HashSet<UInt128> _old = [];

    public async Task<StoredCredential> SealAsync(StoredCredential row, CancellationToken cancellationToken)
    {
        byte[] binding = StateBinding.For(row);
        byte[] seal = await protector.ProtectAsync(Content, binding, cancellationToken).ConfigureAwait(false);
        Remember(Digest(binding, seal));
        return row with { StateSeal = seal };
    }

    /// <summary>Whether the row's state is what <see cref="SealAsync"/> sealed.</summary>
    public async Task<bool> IsAuthenticAsync(StoredCredential row, CancellationToken cancellationToken)
    {
        byte[] binding = StateBinding.For(row);
        UInt128 digest = Digest(binding, row.StateSeal.Span);
        if (IsRemembered(digest))
        {
            return true;
        }

        try
        {
            byte[] content = await protector.UnprotectAsync(row.StateSeal, binding, cancellationToken).ConfigureAwait(false);
            if (!content.AsSpan().SequenceEqual(Content))
            {
                return false;
            }
        }
        catch (CryptographicException)
        {
            return false;
        }

        Remember(digest);
        return true;
    }

    private static UInt128 Digest(ReadOnlySpan<byte> binding, ReadOnlySpan<byte> seal)
    {
        // The binding's length is fixed by its own prefixes, so the joined octets can be read in one way only.
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. binding, .. seal], hash);
        return BitConverter.ToUInt128(hash);
    }

    private bool IsRemembered(UInt128 digest)
    {
        lock (_gate)
        {
            return _young.Contains(digest) || (_old.Contains(digest) && _young.Add(digest));
        }
    }

    private void Remember(UInt128 digest)
    {
        lock (_gate)
        {
            if (_young.Count >= MaximumRemembered)
            {
                (_old, _young) = (_young, []);
            }

            _young.Add(digest);
        }
    }
}
