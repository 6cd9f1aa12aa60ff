using System.Security.Cryptography;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>The outcome of one encrypted layer.</summary>
internal sealed record DecryptionResult(EncryptedLayer Layer, Spool? Plaintext);

/// <summary>
/// Opens an encrypted layer with the mailbox's credentials. A failure looks the same whichever key, padding, tag or wrap failed, and
/// costs the same work: what did not unwrap is replaced by a random key, and decryption goes on with that (implicit rejection).
/// </summary>
/// <param name="listCredentials">Lists the mailbox's credentials; asked only when something is encrypted.</param>
/// <param name="openKey">Opens a private key.</param>
/// <param name="policy">The policy.</param>
/// <param name="attempts">What all layers together may try; null when each may try as often as the policy says.</param>
internal sealed class DecryptionService(
    Func<CancellationToken, Task<IReadOnlyList<UsableCredential>>> listCredentials,
    Func<UsableCredential, CancellationToken, Task<MailboxPrivateKey?>> openKey,
    SmimePolicy policy,
    KeyAttemptBudget? attempts = null)
{
    private const int AnyKeySize = 16;

    public async Task<DecryptionResult> DecryptAsync(EncryptedContent content, CancellationToken cancellationToken)
    {
        ContentCipher? cipher = ContentCipher.Read(content.Algorithm, content.IsAuthenticated);
        IReadOnlyList<UsableCredential> credentials = await listCredentials(cancellationToken).ConfigureAwait(false);
        DecryptionAttempts plan = DecryptionAttempts.Plan(content, credentials, attempts?.Left ?? policy.Limits.MaximumKeyAttempts);
        if (cipher is null)
        {
            return Failed(plan.IsNamed ? EncryptionReason.UnsupportedAlgorithm : EncryptionReason.NoMatchingKey, null, content, credentials);
        }

        bool isKeyMissing = false;
        var keys = new Dictionary<UsableCredential, MailboxPrivateKey?>(ReferenceEqualityComparer.Instance);
        try
        {
            foreach ((RecipientEntry entry, UsableCredential credential) in plan.List)
            {
                if (!keys.TryGetValue(credential, out MailboxPrivateKey? key))
                {
                    key = await openKey(credential, cancellationToken).ConfigureAwait(false);
                    keys.Add(credential, key);
                }

                attempts?.Spend(ContentKeyUnwrapper.Cost(entry));
                isKeyMissing |= key is null && entry.IsFor(credential.Certificate);
                if (key is not null && TryOpen(content, cipher, entry, key) is { } plaintext)
                {
                    return new DecryptionResult(Opened(cipher, entry, credential), plaintext);
                }
            }
        }
        finally
        {
            foreach (MailboxPrivateKey? key in keys.Values)
            {
                key?.Dispose();
            }
        }

        return Failed(plan.Failure(isKeyMissing), cipher, content, credentials);
    }

    private Spool? TryOpen(EncryptedContent content, ContentCipher cipher, RecipientEntry entry, MailboxPrivateKey key)
    {
        byte[] instead = RandomNumberGenerator.GetBytes(cipher.KeySize == 0 ? AnyKeySize : cipher.KeySize);
        byte[]? unwrapped = ContentKeyUnwrapper.Unwrap(entry, key);
        bool fits = unwrapped is { Length: > 0 } && (cipher.KeySize == 0 || unwrapped.Length == cipher.KeySize);
        try
        {
            return ContentDecryptor.Decrypt(content, cipher, fits ? unwrapped : instead, PlausibleContent.Check, policy);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(unwrapped);
        }
    }

    private static EncryptedLayer Opened(ContentCipher cipher, RecipientEntry entry, UsableCredential credential) => new()
    {
        Reason = EncryptionReason.None,
        ContentAlgorithm = cipher.Name,
        KeyAlgorithm = ContentKeyUnwrapper.Describe(entry, credential.Certificate.PublicKey.Name),
        CredentialSha256 = credential.Certificate.Sha256,
        IsAuthenticated = cipher.TagSize > 0,
        IsWeak = cipher.IsWeak,
    };

    private static DecryptionResult Failed(EncryptionReason reason, ContentCipher? cipher, EncryptedContent content, IReadOnlyList<UsableCredential> credentials)
    {
        bool waitsForKey = reason is EncryptionReason.NoMatchingKey;
        var layer = new EncryptedLayer
        {
            Reason = reason,
            ContentAlgorithm = cipher?.Name,
            IsWeak = cipher?.IsWeak ?? false,
            Recipients = waitsForKey ? content.Recipients : [],
            TriedCredentials = waitsForKey ? [.. credentials.Select(credential => credential.Certificate.Sha256).Distinct()] : [],
        };
        return new DecryptionResult(layer, null);
    }
}
