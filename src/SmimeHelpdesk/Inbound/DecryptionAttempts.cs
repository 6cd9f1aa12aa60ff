using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Credentials;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Which key is tried on which recipient entry: first every entry that names one of the mailbox's certificates, for a damaged one
/// must not hide the next; then every key once on every entry that could be for it, for customers who still write to a certificate
/// that was since renewed with the same key. Bounded.
/// </summary>
internal sealed class DecryptionAttempts
{
    private readonly bool _isCutShort;

    private DecryptionAttempts(IReadOnlyList<(RecipientEntry Entry, UsableCredential Credential)> list, bool isNamed, bool isCutShort)
    {
        List = list;
        IsNamed = isNamed;
        _isCutShort = isCutShort;
    }

    public IReadOnlyList<(RecipientEntry Entry, UsableCredential Credential)> List { get; }

    /// <summary>Whether a recipient entry names one of the mailbox's certificates.</summary>
    public bool IsNamed { get; }

    public static DecryptionAttempts Plan(EncryptedContent content, IReadOnlyList<UsableCredential> credentials, int maximum)
    {
        var list = new List<(RecipientEntry Entry, UsableCredential Credential)>();
        int cost = 0;
        bool isNamed = false;
        bool isCutShort = false;
        foreach ((RecipientEntry entry, UsableCredential credential) in Named(content, credentials))
        {
            isNamed = true;
            isCutShort |= !TryAdd(entry, credential);
        }

        foreach ((RecipientEntry entry, UsableCredential credential) in Renewed(content, credentials))
        {
            if (!TryAdd(entry, credential))
            {
                break;
            }
        }

        return new DecryptionAttempts(list, isNamed, isCutShort);

        bool TryAdd(RecipientEntry entry, UsableCredential credential)
        {
            if (!entry.Fits(credential.Certificate.PublicKey))
            {
                return true;
            }

            cost += ContentKeyUnwrapper.Cost(entry);
            if (cost > maximum)
            {
                return false;
            }

            list.Add((entry, credential));
            return true;
        }
    }

    /// <summary>Why none of them opened the content. Only what every sender can count by himself makes a difference.</summary>
    public EncryptionReason Failure(bool isKeyMissing) =>
        !IsNamed ? EncryptionReason.NoMatchingKey
            : isKeyMissing ? EncryptionReason.KeyUnavailable
            : _isCutShort ? EncryptionReason.LimitExceeded
            : EncryptionReason.DecryptionFailed;

    private static IEnumerable<(RecipientEntry Entry, UsableCredential Credential)> Named(EncryptedContent content, IReadOnlyList<UsableCredential> credentials) =>
        from entry in content.Recipients from credential in credentials where entry.IsFor(credential.Certificate) select (entry, credential);

    private static IEnumerable<(RecipientEntry Entry, UsableCredential Credential)> Renewed(EncryptedContent content, IReadOnlyList<UsableCredential> credentials) =>
        from credential in credentials.DistinctBy(credential => credential.Certificate.KeySha256)
        from entry in content.Recipients
        where !entry.IsFor(credential.Certificate)
        select (entry, credential);
}
