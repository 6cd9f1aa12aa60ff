namespace SmimeHelpdesk;

/// <summary>The Sign box: available, or why it is greyed out. Numbers are never reused.</summary>
public enum SignAvailability
{
    /// <summary>The mailbox has no certificate.</summary>
    NoCertificate = 0,

    /// <summary>The reply can be signed.</summary>
    Available = 1,

    /// <summary>The mailbox's certificate has expired.</summary>
    CertificateExpired = 2,

    /// <summary>The mailbox's certificate is not valid yet.</summary>
    CertificateNotYetValid = 3,

    /// <summary>No certificate of the mailbox may sign (key usage or extended key usage).</summary>
    NotForSigning = 4,

    /// <summary>The mailbox's certificate is for another address.</summary>
    AddressMismatch = 5,

    /// <summary>The private key cannot be used now.</summary>
    KeyUnavailable = 6,

    /// <summary>The key is of a kind that signing does not support.</summary>
    UnsupportedKey = 7,
}
