namespace SmimeHelpdesk;

/// <summary>Why a message could not be decrypted. Numbers are never reused.</summary>
public enum EncryptionReason
{
    /// <summary>It could, or was not encrypted.</summary>
    None = 0,

    /// <summary>The mailbox has no key for any of the message's recipients.</summary>
    NoMatchingKey = 1,

    /// <summary>
    /// Decryption failed. One reason for every wrong key, padding, integrity tag and key unwrap: telling them apart would
    /// help whoever probes for the plaintext.
    /// </summary>
    DecryptionFailed = 2,

    /// <summary>The message uses an algorithm that is not supported.</summary>
    UnsupportedAlgorithm = 3,

    /// <summary>The encrypted structure cannot be read.</summary>
    Malformed = 4,

    /// <summary>A bound of <see cref="SmimeLimits"/> was reached.</summary>
    LimitExceeded = 5,

    /// <summary>The mailbox has the key, but it could not be opened now.</summary>
    KeyUnavailable = 6,
}
