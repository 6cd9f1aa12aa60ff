using System.Security.Cryptography;

namespace SmimeHelpdesk;

/// <summary>
/// Proves that a credential protector refuses what it must: a mistake in one would show only when it is too late. A host's services
/// run it at start; without a container, call it before the first key is saved. Stateless and thread-safe.
/// </summary>
public static class CredentialProtectorTest
{
    private const int ChangedPlaces = 16;

    // As long as tenant, mailbox and thumbprint get: one that takes only the start of it is found out.
    private const int BindingSize = 512;

    /// <summary>Tries a protector with random data; it is asked about forty times.</summary>
    /// <param name="protector">The protector.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is wrong; <see cref="CredentialProtectorFault.None"/> when nothing was found. Exceptions other than its refusals pass through.</returns>
    public static async Task<CredentialProtectorFault> RunAsync(ICredentialProtector protector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(protector);
        byte[] plaintext = RandomNumberGenerator.GetBytes(64);
        byte[] binding = RandomNumberGenerator.GetBytes(BindingSize);
        byte[] ciphertext = await protector.ProtectAsync(plaintext, binding, cancellationToken).ConfigureAwait(false);
        byte[] second = await protector.ProtectAsync(plaintext, binding, cancellationToken).ConfigureAwait(false);
        if (ciphertext.AsSpan().SequenceEqual(second) || Shows(ciphertext, plaintext))
        {
            return CredentialProtectorFault.ShowsPlaintext;
        }

        byte[]? opened = await OpenAsync(protector, ciphertext, binding, cancellationToken).ConfigureAwait(false);
        if (opened is null || !opened.AsSpan().SequenceEqual(plaintext))
        {
            return CredentialProtectorFault.DoesNotOpenItsOwn;
        }

        foreach (byte[] changed in Changes(ciphertext))
        {
            if (await OpenAsync(protector, changed, binding, cancellationToken).ConfigureAwait(false) is not null)
            {
                return CredentialProtectorFault.AcceptsChangedCiphertext;
            }
        }

        foreach (byte[] other in Changes(binding))
        {
            if (await OpenAsync(protector, ciphertext, other, cancellationToken).ConfigureAwait(false) is not null)
            {
                return CredentialProtectorFault.AcceptsOtherBinding;
            }
        }

        return CredentialProtectorFault.None;
    }

    private static bool Shows(ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> plaintext) => ciphertext.IndexOf(plaintext[..16]) >= 0;

    // Bits from the first octet to the last, then a missing octet, then nothing at all.
    private static IEnumerable<byte[]> Changes(byte[] ciphertext)
    {
        for (int place = 0; place < ChangedPlaces; place++)
        {
            byte[] changed = [.. ciphertext];
            changed[place * (ciphertext.Length - 1) / (ChangedPlaces - 1)] ^= (byte)(1 << (place % 8));
            yield return changed;
        }

        yield return ciphertext[..^1];
        yield return [];
    }

    private static async Task<byte[]?> OpenAsync(ICredentialProtector protector, byte[] ciphertext, byte[] binding, CancellationToken cancellationToken)
    {
        try
        {
            return await protector.UnprotectAsync(ciphertext, binding, cancellationToken).ConfigureAwait(false);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
