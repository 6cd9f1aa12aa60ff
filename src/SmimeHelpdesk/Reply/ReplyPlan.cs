using SmimeHelpdesk.Cms.Writing;
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

    /// <summary>The certificate that the signature asks customers to write to; null for none.</summary>
    public ParsedCertificate? EncryptionCertificate { get; init; }

    /// <summary>The mailbox's own certificate, for its own copy; null when it has none.</summary>
    public ParsedCertificate? OwnCopy { get; init; }

    /// <summary>The chosen certificates by the recipients' keys.</summary>
    public required IReadOnlyDictionary<string, RecipientKey> RecipientKeys { get; init; }

    public void Dispose() => Signer?.Dispose();
}
