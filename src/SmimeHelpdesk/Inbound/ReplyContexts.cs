using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Harvest;

namespace SmimeHelpdesk.Inbound;

/// <summary>Makes what the reply needs from what was found.</summary>
internal static class ReplyContexts
{
    public static ReplyContext Make(OpeningFacts facts, SignatureVerdict signature, EncryptionVerdict encryption, Mailbox mailbox, DateTimeOffset now)
    {
        EncryptionCertificate certificate = facts.EncryptionCertificate;
        bool isAvailable = certificate.Availability is EncryptAvailability.Available;
        MessageHeaders headers = facts.Headers.Headers;
        return new ReplyContext
        {
            Tenant = mailbox.Tenant,
            MailboxAddress = mailbox.Address,
            From = facts.Headers.ReplyFrom,
            ReplyTo = headers.ReplyTo,
            Subject = facts.Headers.SubjectIsConfidential ? string.Empty : headers.Subject,
            SubjectIsConfidential = facts.Headers.SubjectIsConfidential,
            MessageId = headers.MessageId,
            References = headers.References,
            ReceivedAt = now,
            Encryption = encryption.Status,
            Signature = signature.Status,
            Encrypt = certificate.Availability,
            EncryptionCertificate = isAvailable ? certificate.Certificate!.Der : default,

            // Capabilities that no verified signature covers would let anybody choose the algorithm (RFC 8551 section 2.7.1).
            Capabilities = isAvailable ? EncryptionKeyPreference.Capabilities(facts.Signature.Judged?.Signer?.SignedAttributes) : default,
            IsTrusted = isAvailable && certificate.IsTrusted && signature.Findings.All(finding => finding.Reason is SignatureReason.RevocationUnknown),
            Issuers = isAvailable ? [.. certificate.Issuers.Select(issuer => issuer.Der)] : [],
            Cautions = [.. signature.Cautions.Where(caution => caution is SmimeCaution.CertificateChanged or SmimeCaution.FromMismatch)],
        };
    }
}
