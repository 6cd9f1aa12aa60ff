namespace SmimeHelpdesk;

/// <summary>Why a sender's certificate was not stored. Numbers are never reused.</summary>
public enum HarvestReason
{
    /// <summary>It was stored.</summary>
    None = 0,

    /// <summary>The message is not signed.</summary>
    NotSigned = 1,

    /// <summary>The signature is not valid; nothing is learnt from it.</summary>
    SignatureNotValid = 2,

    /// <summary>The sender has no certificate that can be encrypted to (RFC 8551 section 2.5.3.1).</summary>
    NoEncryptionCertificate = 3,

    /// <summary>The sender's encryption certificate has no valid path to a trust anchor of its own.</summary>
    EncryptionCertificateNotTrusted = 4,

    /// <summary>The sender's encryption certificate is outside its validity.</summary>
    EncryptionCertificateOutsideValidity = 5,

    /// <summary>The cache could not be reached.</summary>
    CacheUnavailable = 6,

    /// <summary>An administrator has blocked the sender's certificate.</summary>
    CertificateBlocked = 7,
}
