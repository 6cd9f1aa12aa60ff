using SmimeHelpdesk.Cms.Writing;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Reply;

/// <summary>What a reply can be, with everything that composing it needs. Dispose it: it holds the signing key.</summary>
internal sealed class ReplyPlan : IDisposable
{
    public required Mailbox Mailbox { get; init; }

    public required ReplyAvailability Availability { get; init; }

    public required IReadOnlyList<ReplyRecipient> Recipients { get; init; }

    /// <summary>Who signs; null when Sign is not available.</summary>
    public SigningCredential? Signer { get; init; }

    /// <summary>The credential whose certificate customers are asked to write to; null for none.</summary>
    public UsableCredential? EncryptionCredential { get; init; }

    /// <summary>The mailbox's own certificate, for its own copy; null when it has none.</summary>
    public ParsedCertificate? OwnCopy { get; init; }

    /// <summary>The chosen certificates by the recipients' keys.</summary>
    public required IReadOnlyDictionary<string, RecipientKey> RecipientKeys { get; init; }

    /// <summary>The certificates that others need to verify and to write back, with their issuers'.</summary>
    public IEnumerable<ParsedCertificate> OfferedCertificates() =>
        new[] { Signer?.Credential, EncryptionCredential }.OfType<UsableCredential>().SelectMany(credential => CertificatesWriter.WithoutRoot(credential.Certificate, credential.Chain));

    /// <summary>The recipients that a message with this protection goes to: with Encrypt only those that can be encrypted to.</summary>
    public IReadOnlyList<ReplyRecipient> Served(ReplyProtection protection) =>
        protection.HasFlag(ReplyProtection.Encrypt) ? [.. Recipients.Where(recipient => RecipientKeys.ContainsKey(recipient.Key))] : Recipients;

    /// <summary>The recipients that it does not go to, with their reasons.</summary>
    public IReadOnlyList<RecipientAvailability> LeftOut(ReplyProtection protection) =>
        protection.HasFlag(ReplyProtection.Encrypt) ? [.. Availability.Recipients.Where((_, index) => !RecipientKeys.ContainsKey(Recipients[index].Key))] : [];

    public void Dispose() => Signer?.Dispose();
}
