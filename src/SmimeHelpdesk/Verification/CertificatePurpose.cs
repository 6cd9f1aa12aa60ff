using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>What a certificate may be used for, by its key, key usage and extended key usage (RFC 8550 section 4.4).</summary>
internal static class CertificatePurpose
{
    private const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    private const string AnyPurpose = "2.5.29.37.0";

    /// <summary>
    /// keyUsage absent, or with digitalSignature or nonRepudiation (RFC 8550 section 4.4.2); never a key that only agrees on or
    /// encapsulates keys (RFC 8410 section 5, RFC 9935).
    /// </summary>
    public static bool MaySign(ParsedCertificate certificate) =>
        certificate.PublicKey is { Family: not (KeyFamily.X25519 or KeyFamily.X448 or KeyFamily.MlKem), IsForAgreementOnly: false }
        && (certificate.Extensions.KeyUsage is not { } usage
            || (usage & (KeyUsageBits.DigitalSignature | KeyUsageBits.NonRepudiation)) != 0);

    /// <summary>
    /// keyUsage absent, or with the bit that the key's kind needs: keyEncipherment for RSA (RFC 3370) and ML-KEM (RFC 9936),
    /// keyAgreement for curves (RFC 5753, RFC 8410 section 5). An RSA key that is restricted to PSS is for signatures only (RFC 4055).
    /// </summary>
    public static bool MayBeEncryptedTo(ParsedCertificate certificate)
    {
        KeyUsageBits? usage = certificate.Extensions.KeyUsage;
        return certificate.PublicKey.Family switch
        {
            KeyFamily.Rsa or KeyFamily.MlKem => usage is null || usage.Value.HasFlag(KeyUsageBits.KeyEncipherment),
            KeyFamily.EllipticCurve or KeyFamily.X25519 => usage is null || MayAgree(usage.Value),
            _ => false,
        };
    }

    /// <summary>Extended key usage absent, or with emailProtection or anyExtendedKeyUsage (RFC 8550 section 4.4.4).</summary>
    public static bool IsForMail(ParsedCertificate certificate) =>
        certificate.Extensions.ExtendedKeyUsage is not { } usages || usages.Contains(EmailProtection) || usages.Contains(AnyPurpose);

    // decipherOnly: whoever uses this public key may only decipher with what is agreed on (RFC 5280 section 4.2.1.3).
    private static bool MayAgree(KeyUsageBits usage) =>
        usage.HasFlag(KeyUsageBits.KeyAgreement) && !usage.HasFlag(KeyUsageBits.DecipherOnly);
}
