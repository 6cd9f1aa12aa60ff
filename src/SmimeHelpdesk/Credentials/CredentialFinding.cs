namespace SmimeHelpdesk;

/// <summary>Something to tell the administrator about an import, be it a success or not. Numbers are never reused.</summary>
public enum CredentialFinding
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The certificate has expired: it still decrypts old mail, and cannot sign.</summary>
    Expired = 1,

    /// <summary>The certificate is not valid yet.</summary>
    NotYetValid = 2,

    /// <summary>The certificate expires within 30 days.</summary>
    ExpiresSoon = 3,

    /// <summary>The key is of <see cref="SmimeHelpdesk.KeyStrength.Weak"/> strength.</summary>
    KeyStrengthWeak = 4,

    /// <summary>The key is of <see cref="SmimeHelpdesk.KeyStrength.Legacy"/> strength.</summary>
    KeyStrengthLegacy = 5,

    /// <summary>The extended key usage does not name mail protection (RFC 8550 section 4.4.4).</summary>
    NoEmailProtectionPurpose = 6,

    /// <summary>The certificate names no mail address.</summary>
    NoMailAddress = 7,

    /// <summary>The issuers up to a root are not all in the file, so that recipients may not be able to check signatures.</summary>
    ChainIncomplete = 8,

    /// <summary>The certificate may not sign.</summary>
    NotForSigning = 9,

    /// <summary>The certificate may not be encrypted to.</summary>
    NotForEncryption = 10,

    /// <summary>The certificate is a certification authority's.</summary>
    CertificateAuthority = 11,

    /// <summary>The certificate is self-signed: recipients will not trust it by themselves.</summary>
    SelfSigned = 12,

    /// <summary>The file held a further private key that belongs to none of its certificates.</summary>
    UnusedPrivateKey = 13,

    /// <summary>The file held a further certificate that is neither a credential's nor one of its issuers'.</summary>
    UnusedCertificate = 14,

    /// <summary>The certificate was signed with a digest that no longer resists forgery.</summary>
    WeakCertificateSignature = 15,

    /// <summary>A part of the input is damaged and was left out.</summary>
    DamagedPart = 16,

    /// <summary>The input holds a certificate request (RFC 2986), and no certificate yet.</summary>
    CertificateRequest = 17,

    /// <summary>The input holds a key of OpenPGP or SSH.</summary>
    OtherKeyFormat = 18,

    /// <summary>The input is a Java keystore of a form other than PKCS #12.</summary>
    JavaKeystore = 19,

    /// <summary>The input is an archive.</summary>
    Archive = 20,

    /// <summary>The certificate spells out the parameters of its curve, which RFC 5480 section 2.1.1 forbids.</summary>
    CurveNotNamed = 21,

    /// <summary>The private key is protected by a cipher, digest or derivation that is not supported.</summary>
    UnsupportedProtection = 22,

    /// <summary>The password derivations would take more work than <see cref="SmimeLimits.MaximumKdfIterations"/> allows.</summary>
    CostlyProtection = 23,

    /// <summary>Another certificate of the mailbox has the same key, as after a renewal: whatever was encrypted to one opens with the other.</summary>
    SameKeyAsAnother = 24,

    /// <summary>The stored state was changed past the library, so that the credential decrypts and does not sign.</summary>
    StateChanged = 25,
}
