using System.Security.Cryptography;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>The outcome of one encrypted layer.</summary>
internal sealed record DecryptionResult(EncryptedLayer Layer, Spool? Plaintext);

/// <summary>
/// Opens an encrypted layer with the mailbox's credentials: every recipient entry that names one of them, then, for customers who
/// still write to a certificate that was since renewed with the same key, every key once more. Bounded.
/// </summary>
internal sealed class DecryptionService(IReadOnlyList<UsableCredential> credentials, Func<UsableCredential, CancellationToken, Task<MailboxPrivateKey?>> openKey, SmimePolicy policy)
{
    public async Task<DecryptionResult> DecryptAsync(EncryptedContent content, CancellationToken cancellationToken)
    {
        ContentCipher? cipher = ContentCipher.Read(content.Algorithm, content.IsAuthenticated);
        List<(RecipientEntry Entry, UsableCredential Credential)> named = Named(content);
        List<(RecipientEntry Entry, UsableCredential Credential)> attempts = [.. named.Concat(Renewed(content)).Take(policy.Limits.MaximumKeyAttempts)];
        if (cipher is null)
        {
            return Failed(named.Count > 0 ? EncryptionReason.UnsupportedAlgorithm : EncryptionReason.NoMatchingKey, null);
        }

        bool keyMissing = false;
        bool worked = false;
        foreach ((RecipientEntry entry, UsableCredential credential) in attempts)
        {
            using MailboxPrivateKey? key = await openKey(credential, cancellationToken).ConfigureAwait(false);
            keyMissing |= key is null;
            IReadOnlyList<byte[]> candidates = key is null ? [] : ContentKeyUnwrapper.Unwrap(entry, key);
            worked |= candidates.Count > 0;
            if (TryOpen(content, cipher, candidates) is { } plaintext)
            {
                return new DecryptionResult(Opened(cipher, entry, credential), plaintext);
            }
        }

        if (!worked && named.Count > 0)
        {
            // The same work with a random key, so that the time taken does not tell a key that did not unwrap from content that
            // did not decrypt (implicit rejection).
            TryOpen(content, cipher, [RandomNumberGenerator.GetBytes(cipher.KeySize == 0 ? 16 : cipher.KeySize)])?.Dispose();
        }

        EncryptionReason reason = named.Count == 0 ? EncryptionReason.NoMatchingKey
            : keyMissing ? EncryptionReason.KeyUnavailable : EncryptionReason.DecryptionFailed;
        return Failed(reason, cipher);
    }

    private List<(RecipientEntry Entry, UsableCredential Credential)> Named(EncryptedContent content) =>
        [.. from entry in content.Recipients from credential in credentials where entry.IsFor(credential.Certificate) select (entry, credential)];

    private IEnumerable<(RecipientEntry Entry, UsableCredential Credential)> Renewed(EncryptedContent content)
    {
        IEnumerable<UsableCredential> distinctKeys = credentials.DistinctBy(credential => Convert.ToHexString(SHA256.HashData(credential.Certificate.SubjectPublicKeyInfo.Span)));
        return from credential in distinctKeys from entry in content.Recipients where !entry.IsFor(credential.Certificate) select (entry, credential);
    }

    private Spool? TryOpen(EncryptedContent content, ContentCipher cipher, IReadOnlyList<byte[]> candidates)
    {
        foreach (byte[] candidate in candidates)
        {
            Spool? plaintext = ContentDecryptor.Decrypt(content, cipher, candidate, policy);
            CryptographicOperations.ZeroMemory(candidate);
            if (plaintext is not null && (content.IsAuthenticated || PlausibleContent.Check(plaintext.ToSource())))
            {
                return plaintext;
            }

            plaintext?.Dispose();
        }

        return null;
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

    private static DecryptionResult Failed(EncryptionReason reason, ContentCipher? cipher) =>
        new(new EncryptedLayer { Reason = reason, ContentAlgorithm = cipher?.Name, IsWeak = cipher?.IsWeak ?? false }, null);
}
