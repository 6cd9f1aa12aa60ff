namespace SmimeHelpdesk;

/// <summary>Something worth knowing that changes no status by itself.</summary>
public enum SmimeCaution
{
    /// <summary>No caution.</summary>
    None = 0,

    /// <summary>The certificate's issuer is not trusted.</summary>
    UntrustedIssuer = 1,

    /// <summary>A SHA-1 signature was accepted because the policy allows it.</summary>
    WeakDigest = 2,

    /// <summary>A key of <see cref="KeyStrength.Weak"/> strength was accepted because the policy allows it.</summary>
    WeakKey = 3,

    /// <summary>The claimed signing time lies after the time of receipt.</summary>
    SigningTimeInFuture = 4,

    /// <summary>The claimed signing time lies long before the time of receipt or far from the Date field.</summary>
    SigningTimeFarFromDate = 5,

    /// <summary>The encryption carries no integrity protection, and no valid signature inside makes up for it.</summary>
    UnauthenticatedEncryption = 6,

    /// <summary>The content was encrypted with an algorithm that is no longer safe.</summary>
    WeakAlgorithm = 7,

    /// <summary>Revocation was not checked.</summary>
    RevocationNotChecked = 8,

    /// <summary>The address is known with another certificate.</summary>
    CertificateChanged = 9,

    /// <summary>A further signature around the one that was judged was left out of the verdict.</summary>
    OuterSignatureIgnored = 10,

    /// <summary>The protected From differs from the outer one (RFC 9788 section 4.4).</summary>
    FromMismatch = 11,

    /// <summary>The certificate expires within 30 days.</summary>
    CertificateExpiresSoon = 12,

    /// <summary>The certificate was learnt from an earlier mail, not from this one.</summary>
    CertificateFromCache = 13,

    /// <summary>Parts with a signature or encryption of their own are shown apart and do not count (<see cref="OpenedMessage.ErrantParts"/>).</summary>
    PartsOutsideProtection = 14,

    /// <summary>The certificate was found by the host's <see cref="IRecipientCertificateSource"/>, not learnt from a mail.</summary>
    CertificateFromSource = 30,

    /// <summary>Some recipients cannot be encrypted to; an encrypted reply is not sent to them (<see cref="MixedRecipients.Split"/>).</summary>
    RecipientsLeftOut = 31,

    /// <summary>The mailbox has no certificate for its own copy, so nobody at the desk can read an encrypted reply once it is sent.</summary>
    NoOwnCopy = 32,

    /// <summary>Others signed the same content as well; only the author's signature decides.</summary>
    SeveralSigners = 15,

    /// <summary>What is known of the sender could not be read: whether the certificate has changed or is blocked was not checked.</summary>
    KnownCertificatesUnavailable = 40,

    /// <summary>Earlier messages of the same address were signed, and this one is not. Anybody can leave a signature out, its author too.</summary>
    UsuallySigned = 41,

    /// <summary>It was asked whether the certificates are revoked, and no answer could be had (<see cref="RevocationMode.SoftFail"/>).</summary>
    RevocationUnknown = 20,
}
