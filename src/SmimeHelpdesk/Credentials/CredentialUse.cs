using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials;

/// <summary>What a certificate's owner can do with it.</summary>
internal readonly record struct CredentialUse(bool Signs, bool Decrypts)
{
    public static CredentialUse Of(ParsedCertificate certificate) => new(
        CertificatePurpose.MaySign(certificate) && CertificatePurpose.IsForMail(certificate),
        CertificatePurpose.MayBeEncryptedTo(certificate) && CertificatePurpose.IsForMail(certificate));

    /// <summary>Whether nothing of another's work is missing: the other half of a pair is not replaced by the first.</summary>
    public bool Covers(CredentialUse other) => (Signs || !other.Signs) && (Decrypts || !other.Decrypts);
}
