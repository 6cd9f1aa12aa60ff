namespace SmimeHelpdesk;

/// <summary>The Encrypt box, for the reply or for one recipient: available, or why it is greyed out. Numbers are never reused.</summary>
public enum EncryptAvailability
{
    /// <summary>The incoming message was not signed, so the customer's certificate is not known.</summary>
    NotSigned = 0,

    /// <summary>The reply can be encrypted.</summary>
    Available = 1,

    /// <summary>The incoming message's signature is invalid; its certificate proves nothing.</summary>
    SignatureInvalid = 2,

    /// <summary>The incoming message's signature could not be verified.</summary>
    SignatureNotVerifiable = 3,

    /// <summary>The signature's certificate belongs to another address than the message's From.</summary>
    AddressMismatch = 4,

    /// <summary>The sender has signed with a certificate that cannot be encrypted to and sent no other.</summary>
    NoEncryptionCertificate = 5,

    /// <summary>The recipient's certificate has expired.</summary>
    CertificateExpired = 6,

    /// <summary>The recipient's certificate is not valid yet.</summary>
    CertificateNotYetValid = 7,

    /// <summary>The recipient's certificate forbids encryption (key usage or extended key usage).</summary>
    NotForEncryption = 8,

    /// <summary>The issuer of the recipient's certificate is not trusted, and the policy refuses that.</summary>
    UntrustedIssuer = 9,

    /// <summary>The recipient's key is of a kind that encryption does not support.</summary>
    UnsupportedKey = 10,

    /// <summary>The recipient's key is too weak.</summary>
    WeakKey = 11,

    /// <summary>No certificate is known for a recipient.</summary>
    RecipientWithoutCertificate = 12,

    /// <summary>The reply has no recipient.</summary>
    NoRecipient = 13,

    /// <summary>The recipient's certificate is revoked.</summary>
    CertificateRevoked = 14,

    /// <summary>A stored certificate cannot be read or does not belong to the address.</summary>
    CertificateUnusable = 15,

    /// <summary>An administrator has blocked the recipient's certificate.</summary>
    CertificateBlocked = 40,

    /// <summary>Whether the recipient's certificate is revoked could not be found out, and the policy refuses that.</summary>
    RevocationUnknown = 20,
}
