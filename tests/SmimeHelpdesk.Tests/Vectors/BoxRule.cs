namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>The Encrypt box of a reply to the author alone, as it follows from the verdict; a vector that differs says so.</summary>
internal static class BoxRule
{
    private static readonly SignatureReason[] AboutAddresses = [SignatureReason.AddressMismatch, SignatureReason.AmbiguousFrom, SignatureReason.NoAddressInCertificate, SignatureReason.NoFrom];

    public static EncryptAvailability Of(Expected expected) => expected switch
    {
        { Signature: SignatureStatus.Unsigned } => EncryptAvailability.NotSigned,
        { Signature: SignatureStatus.Valid, HarvestReason: HarvestReason.None or HarvestReason.CacheUnavailable } => EncryptAvailability.Available,
        { Signature: SignatureStatus.Valid, HarvestReason: HarvestReason.CertificateBlocked } or { Reason: SignatureReason.CertificateBlocked } => EncryptAvailability.CertificateBlocked,
        { Signature: SignatureStatus.Valid, HarvestReason: HarvestReason.NoEncryptionCertificate or HarvestReason.EncryptionCertificateNotTrusted } => EncryptAvailability.NoEncryptionCertificate,
        { Reason: SignatureReason.UntrustedIssuer } => EncryptAvailability.Available,
        { Reason: SignatureReason.CertificateExpired } => EncryptAvailability.CertificateExpired,
        { Reason: SignatureReason.CertificateNotYetValid } => EncryptAvailability.CertificateNotYetValid,
        { Reason: SignatureReason.WeakKey } => EncryptAvailability.WeakKey,
        { Reason: var reason } when AboutAddresses.Contains(reason) => EncryptAvailability.AddressMismatch,
        { Signature: SignatureStatus.Invalid } => EncryptAvailability.SignatureInvalid,
        _ => EncryptAvailability.SignatureNotVerifiable,
    };
}
