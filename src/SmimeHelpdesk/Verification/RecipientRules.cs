using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>Whether a certificate can be encrypted to, for an address, at an instant; its issuer aside.</summary>
internal static class RecipientRules
{
    // RFC 8551 section 4.4: encrypting to less than 2048 bit SHOULD NOT be done; the agent's alternative is plain text, so only
    // what offers next to nothing is refused.
    private const int MinimumRsaKeySize = 1024;

    public static EncryptAvailability Usable(ParsedCertificate certificate, string address, DateTimeOffset at)
    {
        if (!certificate.HasAddress(address))
        {
            return EncryptAvailability.AddressMismatch;
        }

        if (!CertificatePurpose.MayBeEncryptedTo(certificate) || !CertificatePurpose.IsForMail(certificate))
        {
            return certificate.PublicKey.Family is KeyFamily.Unknown or KeyFamily.Dsa ? EncryptAvailability.UnsupportedKey : EncryptAvailability.NotForEncryption;
        }

        if (certificate.PublicKey.Family is KeyFamily.Rsa && certificate.PublicKey.Bits < MinimumRsaKeySize)
        {
            return EncryptAvailability.WeakKey;
        }

        return at > certificate.NotAfter ? EncryptAvailability.CertificateExpired
            : at < certificate.NotBefore ? EncryptAvailability.CertificateNotYetValid
            : EncryptAvailability.Available;
    }
}
