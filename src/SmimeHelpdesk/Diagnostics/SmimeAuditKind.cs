namespace SmimeHelpdesk;

/// <summary>What an event of the audit trail is about. The numbers never change.</summary>
public enum SmimeAuditKind
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>A credential was imported into a mailbox, as active or staged; <see cref="SmimeAuditEvent.Detail"/> says which.</summary>
    CredentialSaved = 10,

    /// <summary>A credential signs from a time on: a roll-over.</summary>
    CredentialActivated = 11,

    /// <summary>A credential stops signing, at once or from a time on.</summary>
    CredentialRetired = 12,

    /// <summary>A private key was destroyed, its certificate kept or removed.</summary>
    PrivateKeyDestroyed = 13,

    /// <summary>A private key was exported.</summary>
    PrivateKeyExported = 14,

    /// <summary>A mailbox's private keys were encrypted under another host key.</summary>
    CredentialsRewrapped = 15,

    /// <summary>A private key signs a reply.</summary>
    KeyUsedToSign = 20,

    /// <summary>A private key was used on an encrypted message; <see cref="SmimeAuditEvent.Detail"/> has the outcome.</summary>
    KeyUsedToDecrypt = 21,

    /// <summary>A private key was tried on a text of the library's own, because an administrator asked for it or activates it.</summary>
    KeyTried = 22,

    /// <summary>A customer's certificate was learnt or seen again.</summary>
    CertificateLearnt = 30,

    /// <summary>A customer's valid signature was made with another key than before.</summary>
    CertificateChanged = 31,

    /// <summary>An administrator decided on a customer's certificate; <see cref="SmimeAuditEvent.Detail"/> has the decision.</summary>
    CertificateDecided = 32,

    /// <summary>Everything known of a customer was forgotten.</summary>
    CustomerForgotten = 33,

    /// <summary>A reply was refused because it could not be protected as asked; <see cref="SmimeAuditEvent.Detail"/> has the states of both boxes.</summary>
    ReplyRefused = 40,

    /// <summary>An answer to encrypted mail goes out in clear, because the agent agreed to it.</summary>
    PlaintextReplyAllowed = 41,
}
