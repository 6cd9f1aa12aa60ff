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
            ConfidentialFields = facts.Headers.ConfidentialFields,
            MessageId = headers.MessageId,
            References = headers.References,
            ReceivedAt = now,
            Encryption = encryption.Status,
            Signature = signature.Status,
            Quoting = Quoting(signature, encryption, isAvailable),
            Encrypt = certificate.Availability,
            EncryptionCertificate = isAvailable ? certificate.Certificate!.Der : default,

            // Capabilities that no verified signature covers would let anybody choose the algorithm (RFC 8551 section 2.7.1).
            Capabilities = isAvailable ? CertificateHarvest.Capabilities(facts.Signature.Judged, now) : default,

            // Whether it is revoked is asked again when the reply is written.
            IsTrusted = isAvailable && certificate.IsTrusted && (signature.Status is SignatureStatus.Valid || signature.Findings is [{ Reason: SignatureReason.RevocationUnknown }]),
            Issuers = isAvailable ? [.. certificate.Issuers.Select(issuer => issuer.Der)] : [],
            Cautions = [.. signature.Cautions.Where(caution => caution is SmimeCaution.CertificateChanged or SmimeCaution.FromMismatch)],
        };
    }

    // A signature inside the encryption, by the author's own certificate, is what nobody can put around a ciphertext that was picked up
    // elsewhere: only then the one who is answered is known to be one who knew the text.
    private static QuoteScope Quoting(SignatureVerdict signature, EncryptionVerdict encryption, bool hasAuthorsCertificate) => encryption.Status switch
    {
        EncryptionStatus.NotEncrypted => QuoteScope.Always,
        EncryptionStatus.Decrypted when hasAuthorsCertificate || signature.Status is SignatureStatus.Valid => QuoteScope.EncryptedOnly,
        _ => QuoteScope.Never,
    };
}
