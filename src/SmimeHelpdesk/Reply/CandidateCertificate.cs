using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Writing;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Reply;

/// <summary>A certificate that a recipient might be encrypted to, with what the rules need to know of it.</summary>
internal sealed record CandidateCertificate(CertificateFacts Facts, RecipientKey? Key)
{
    /// <summary>The path that was found for it now; null when none was searched.</summary>
    public PathResult? Path { get; init; }

    /// <summary>A stored certificate that cannot be read.</summary>
    public static CandidateCertificate Unreadable(CertificateSource source) =>
        new(new CertificateFacts(string.Empty, source, EncryptAvailability.CertificateUnusable, false, KeyStrength.Weak, DateTimeOffset.MinValue, null), null);

    /// <summary>The same, blocked by an administrator.</summary>
    public CandidateCertificate Blocked() => this with { Facts = Facts with { Usability = EncryptAvailability.CertificateBlocked } };

    /// <summary>Judges a certificate for an address, its trust aside.</summary>
    public static CandidateCertificate Judge(
        ParsedCertificate certificate, CertificateSource source, string address, ReadOnlyMemory<byte> capabilities, DateTimeOffset at, SmimeLimits limits)
    {
        EncryptAvailability usability = RecipientRules.Usable(certificate, address, at);
        if (usability is EncryptAvailability.AddressMismatch)
        {
            // Whoever stored it here meant another address.
            usability = EncryptAvailability.CertificateUnusable;
        }

        if (usability is EncryptAvailability.Available && !RecipientInfoWriter.IsPossible(certificate, limits))
        {
            usability = EncryptAvailability.UnsupportedKey;
        }

        var facts = new CertificateFacts(certificate.Sha256, source, usability, false, certificate.PublicKey.Strength, certificate.NotAfter, null);
        return new CandidateCertificate(facts, new RecipientKey(certificate, SmimeCapabilities.Parse(capabilities)));
    }
}
