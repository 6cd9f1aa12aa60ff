namespace SmimeHelpdesk;

/// <summary>The outcome of an import. Numbers are never reused.</summary>
public enum CredentialImportStatus
{
    /// <summary>The input is none of the formats that the importer reads, or is damaged.</summary>
    Malformed = 0,

    /// <summary>At least one certificate with its private key was read.</summary>
    Imported = 1,

    /// <summary>There is no certificate.</summary>
    NoCertificate = 2,

    /// <summary>There is a certificate and no private key.</summary>
    NoPrivateKey = 3,

    /// <summary>No private key belongs to any of the certificates.</summary>
    KeyDoesNotMatchCertificate = 4,

    /// <summary>The private key is encrypted and no password was given.</summary>
    PasswordRequired = 5,

    /// <summary>The password is wrong.</summary>
    WrongPassword = 6,

    /// <summary>The certificates are for other addresses than the mailbox.</summary>
    AddressMismatch = 7,

    /// <summary>The private key, or its encryption, is of a kind that is not supported.</summary>
    UnsupportedKey = 8,

    /// <summary>A bound of <see cref="SmimeLimits"/> was reached.</summary>
    LimitExceeded = 9,
}
