using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Harvest;

/// <summary>
/// Learns from a signature: decides, after the verdict, what the reply may encrypt to and what the cache may remember. A forged or
/// untrusted mail leaves nothing behind (the harvest-poisoning class).
/// </summary>
internal static class CertificateHarvest
{
    /// <summary>What the reply to this very message may encrypt to.</summary>
    public static EncryptionCertificate ForReply(JudgedSignature? signature, string? author, TrustAnchors anchors, DateTimeOffset at, SmimePolicy policy)
    {
        if (signature is null || author is null)
        {
            return new EncryptionCertificate(EncryptAvailability.NotSigned, null, false);
        }

        // An unknown issuer alone does not close the box: the agent's alternative is plain text to the same address. Nor does an answer
        // about revocation that could not be had now: it is asked for again when the reply is written.
        if (signature.Certificate is not null && signature.FailsOnlyBy(SignatureReason.UntrustedIssuer, SignatureReason.RevocationUnknown))
        {
            EncryptionCertificate selected = EncryptionCertificateSelector.Select(signature, author, anchors, at, policy);
            bool refused = selected is { Availability: EncryptAvailability.Available, IsTrusted: false } && policy.UntrustedSigners is UntrustedSigners.Refuse;
            return refused ? selected with { Availability = EncryptAvailability.UntrustedIssuer } : selected;
        }

        return new EncryptionCertificate(Blocker(signature), null, false);
    }

    /// <summary>The row to remember, or why there is none. Only a valid signature and an encryption certificate with a path of its own teach anything.</summary>
    public static (SignerCertificate? Row, HarvestReason Reason) ForCache(
        JudgedSignature? signature, EncryptionCertificate encryption, Mailbox mailbox, string? author, string? messageId, DateTimeOffset at)
    {
        if (signature is null)
        {
            return (null, HarvestReason.NotSigned);
        }

        if (signature.Status is not SignatureStatus.Valid || EmailAddress.Normalize(author) is not { } address)
        {
            return (null, HarvestReason.SignatureNotValid);
        }

        if (encryption.Availability is EncryptAvailability.CertificateExpired or EncryptAvailability.CertificateNotYetValid)
        {
            return (null, HarvestReason.EncryptionCertificateOutsideValidity);
        }

        if (encryption.Certificate is not { } certificate || encryption.Availability is not EncryptAvailability.Available)
        {
            return (null, HarvestReason.NoEncryptionCertificate);
        }

        return encryption.IsTrusted
            ? (Row(signature, certificate, mailbox, address, messageId, at), HarvestReason.None)
            : (null, HarvestReason.EncryptionCertificateNotTrusted);
    }

    private static SignerCertificate Row(JudgedSignature signature, ParsedCertificate certificate, Mailbox mailbox, string address, string? messageId, DateTimeOffset at) => new()
    {
        Tenant = mailbox.Tenant,
        Address = address,
        Sha256 = certificate.Sha256,
        Certificate = certificate.Der,
        SigningCertificate = signature.Certificate!.Der,
        Issuers = [.. signature.Path!.Path.Skip(1).Where(issuer => !issuer.IsSelfIssued).Select(issuer => issuer.Der)],
        Capabilities = EncryptionKeyPreference.Capabilities(signature.Signer?.SignedAttributes),

        // A claimed time in the future would keep newer capabilities out (RFC 8551 section 2.7.1).
        SigningTime = signature.SigningTime > at ? at : signature.SigningTime,
        CapabilitiesTime = signature.SigningTime > at ? at : signature.SigningTime,
        FirstSeen = at,
        LastSeen = at,
        MessageId = messageId,
    };

    private static EncryptAvailability Blocker(JudgedSignature signature) => signature.Findings[0].Reason switch
    {
        SignatureReason.AddressMismatch or SignatureReason.AmbiguousFrom or SignatureReason.NoAddressInCertificate or SignatureReason.NoFrom => EncryptAvailability.AddressMismatch,
        SignatureReason.CertificateExpired => EncryptAvailability.CertificateExpired,
        SignatureReason.CertificateNotYetValid => EncryptAvailability.CertificateNotYetValid,
        SignatureReason.CertificateRevoked => EncryptAvailability.CertificateRevoked,
        SignatureReason.WeakKey => EncryptAvailability.WeakKey,
        _ => signature.Status is SignatureStatus.Invalid ? EncryptAvailability.SignatureInvalid : EncryptAvailability.SignatureNotVerifiable,
    };
}
