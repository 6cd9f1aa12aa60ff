namespace SmimeHelpdesk;

/// <summary>What was missing when a message was opened, and may come later. Numbers are never reused.</summary>
public enum MissingPiece
{
    /// <summary>Nothing that opening again could make up for.</summary>
    None = 0,

    /// <summary>A key: the message is encrypted to none of the mailbox's certificates.</summary>
    Key = 1,

    /// <summary>The mailbox has the key, but it could not be opened.</summary>
    KeyAccess = 2,

    /// <summary>A trusted issuer, or an issuer's certificate between it and the signer.</summary>
    Issuer = 3,

    /// <summary>The signer's certificate, which the message left out.</summary>
    SignerCertificate = 4,

    /// <summary>An answer about revocation.</summary>
    Revocation = 5,

    /// <summary>What is known of the sender: it could not be read, or not be stored.</summary>
    KnownCertificates = 6,
}
