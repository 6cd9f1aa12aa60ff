namespace SmimeHelpdesk;

/// <summary>Whether a stored credential can do its work. Numbers are never reused.</summary>
public enum CredentialValidationStatus
{
    /// <summary>The mailbox has no such credential.</summary>
    NotFound = 0,

    /// <summary>The key belongs to the certificate, and the certificate is valid now and of this mailbox.</summary>
    Valid = 1,

    /// <summary>The private key was destroyed.</summary>
    KeyDestroyed = 2,

    /// <summary>The private key cannot be had: its ciphertext does not open, or its module has none.</summary>
    KeyUnavailable = 3,

    /// <summary>The private key does not belong to the certificate, or failed when it was used.</summary>
    KeyMismatch = 4,

    /// <summary>The stored state was changed past the library, so that the credential does not sign: activate it again, or delete it.</summary>
    StateChanged = 5,

    /// <summary>The certificate is for other addresses.</summary>
    AddressMismatch = 6,

    /// <summary>The certificate may neither sign mail nor be encrypted to, or the library cannot compute with its kind of key.</summary>
    NotForMail = 7,

    /// <summary>The certificate is not valid yet.</summary>
    CertificateNotYetValid = 8,

    /// <summary>The certificate has expired.</summary>
    CertificateExpired = 9,
}
