using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>What a certificate may be used for, by key usage and extended key usage (RFC 8550 section 4.4).</summary>
internal static class CertificatePurpose
{
    private const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    private const string AnyPurpose = "2.5.29.37.0";

    /// <summary>keyUsage absent, or with digitalSignature or nonRepudiation (RFC 8550 section 4.4.2).</summary>
    public static bool MaySign(ParsedCertificate certificate) =>
        certificate.PublicKey.Family is not (KeyFamily.X25519 or KeyFamily.X448 or KeyFamily.MlKem)
        && (certificate.Extensions.KeyUsage is not { } usage
            || (usage & (KeyUsageBits.DigitalSignature | KeyUsageBits.NonRepudiation)) != 0);

    /// <summary>keyUsage absent, or with the bit that the key's kind needs: keyEncipherment for RSA and KEM, keyAgreement for curves.</summary>
    public static bool MayBeEncryptedTo(ParsedCertificate certificate)
    {
        KeyUsageBits? usage = certificate.Extensions.KeyUsage;
        return certificate.PublicKey.Family switch
        {
            KeyFamily.Rsa or KeyFamily.MlKem => usage is null || usage.Value.HasFlag(KeyUsageBits.KeyEncipherment),
            KeyFamily.EllipticCurve or KeyFamily.X25519 => usage is null || usage.Value.HasFlag(KeyUsageBits.KeyAgreement),
            _ => false,
        };
    }

    /// <summary>Extended key usage absent, or with emailProtection or anyExtendedKeyUsage (RFC 8550 section 4.4.4).</summary>
    public static bool IsForMail(ParsedCertificate certificate) =>
        certificate.Extensions.ExtendedKeyUsage is not { } usages || usages.Contains(EmailProtection) || usages.Contains(AnyPurpose);
}
