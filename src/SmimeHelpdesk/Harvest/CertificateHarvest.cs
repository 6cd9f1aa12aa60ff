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
    public static EncryptionCertificate ForReply(JudgedSignature? signature, SignatureContext context)
    {
        if (signature is null)
        {
            return new EncryptionCertificate(EncryptAvailability.NotSigned, null, null);
        }

        // An unknown issuer alone does not close the box: the agent's alternative is plain text to the same address. Nor does an answer
        // about revocation that could not be had now: it is asked for again when the reply is written.
        if (context.Sender.Author is { } author && signature.Certificate is not null && signature.FailsOnlyBy(SignatureReason.UntrustedIssuer, SignatureReason.RevocationUnknown))
        {
            EncryptionCertificate selected = EncryptionCertificateSelector.Select(signature, author, context);
            bool refused = selected is { Availability: EncryptAvailability.Available, IsTrusted: false } && context.Policy.UntrustedSigners is UntrustedSigners.Refuse;
            return refused ? selected with { Availability = EncryptAvailability.UntrustedIssuer } : selected;
        }

        return new EncryptionCertificate(Blocker(signature), null, null);
    }

    /// <summary>
    /// Why nothing is to be remembered; <see cref="HarvestReason.None"/> when something is. Only a valid signature and an encryption
    /// certificate with a path of its own teach anything.
    /// </summary>
    public static HarvestReason Obstacle(JudgedSignature? signature, EncryptionCertificate encryption)
    {
        if (signature is null)
        {
            return HarvestReason.NotSigned;
        }

        if (encryption.Availability is EncryptAvailability.CertificateBlocked)
        {
            return HarvestReason.CertificateBlocked;
        }

        if (signature.Status is not SignatureStatus.Valid)
        {
            return HarvestReason.SignatureNotValid;
        }

        return encryption.Availability switch
        {
            EncryptAvailability.CertificateExpired or EncryptAvailability.CertificateNotYetValid => HarvestReason.EncryptionCertificateOutsideValidity,
            EncryptAvailability.Available when encryption.IsTrusted => HarvestReason.None,
            EncryptAvailability.NoEncryptionCertificate when encryption.Path is { IsValid: false } => HarvestReason.EncryptionCertificateNotTrusted,
            _ => HarvestReason.NoEncryptionCertificate,
        };
    }

    /// <summary>What to remember when there is no obstacle: a row for each certificate, so that a renewed one stands beside the old one; the last is the one to encrypt with.</summary>
    public static IReadOnlyList<SignerCertificate> Rows(
        JudgedSignature signature, EncryptionCertificate encryption, Mailbox mailbox, string address, string? messageId, DateTimeOffset at)
    {
        ParsedCertificate signer = signature.Certificate!;
        SignerCertificate own = Row(signer, signature.Path!);
        return encryption.Certificate!.Sha256 == signer.Sha256 ? [own] : [own, Row(encryption.Certificate, encryption.Path!)];

        SignerCertificate Row(ParsedCertificate certificate, PathResult path)
        {
            ReadOnlyMemory<byte> capabilities = Capabilities(signature, at);

            // A claimed time in the future would keep newer messages out (RFC 8551 section 2.7.1).
            DateTimeOffset? time = signature.SigningTime > at ? at : signature.SigningTime;
            return new SignerCertificate
            {
                Tenant = mailbox.Tenant,
                Address = address,
                Sha256 = certificate.Sha256,
                Certificate = certificate.Der,
                SigningCertificate = signer.Der,
                Issuers = [.. path.Path.Skip(1).Where(issuer => !issuer.IsSelfIssued).Select(issuer => issuer.Der)],
                Capabilities = capabilities,
                CapabilitiesTime = capabilities.IsEmpty ? null : time,
                SigningTime = time,
                FirstSeen = at,
                LastSeen = at,
                MessageId = messageId,
            };
        }
    }

    /// <summary>What the signer's program can read, from the attributes that the signature covers; never from one made in the future (RFC 8551 section 2.7.1).</summary>
    public static ReadOnlyMemory<byte> Capabilities(JudgedSignature? signature, DateTimeOffset at) =>
        signature?.SigningTime > at + SignerRules.ClockSkew ? default : EncryptionKeyPreference.Capabilities(signature?.Signer?.SignedAttributes);

    private static EncryptAvailability Blocker(JudgedSignature signature) => signature.Findings[0].Reason switch
    {
        SignatureReason.AddressMismatch or SignatureReason.AmbiguousFrom or SignatureReason.NoAddressInCertificate or SignatureReason.NoFrom => EncryptAvailability.AddressMismatch,
        SignatureReason.CertificateExpired => EncryptAvailability.CertificateExpired,
        SignatureReason.CertificateNotYetValid => EncryptAvailability.CertificateNotYetValid,
        SignatureReason.CertificateBlocked => EncryptAvailability.CertificateBlocked,
        SignatureReason.CertificateRevoked => EncryptAvailability.CertificateRevoked,
        SignatureReason.WeakKey => EncryptAvailability.WeakKey,
        _ => signature.Status is SignatureStatus.Invalid ? EncryptAvailability.SignatureInvalid : EncryptAvailability.SignatureNotVerifiable,
    };
}
