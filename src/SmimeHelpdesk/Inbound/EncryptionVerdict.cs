namespace SmimeHelpdesk;

/// <summary>Whether a message was encrypted, could be read, and is known to be unchanged.</summary>
public sealed record EncryptionVerdict
{
    /// <summary>The status.</summary>
    public required EncryptionStatus Status { get; init; }

    /// <summary>Why it could not be decrypted.</summary>
    public EncryptionReason Reason { get; init; }

    /// <summary>Whether the plaintext is known to be what was encrypted.</summary>
    public EncryptionIntegrity Integrity { get; init; }

    /// <summary>The content algorithm, such as <c>AES-256-GCM</c>; null when not encrypted or unreadable.</summary>
    public string? ContentAlgorithm { get; init; }

    /// <summary>The key algorithm, such as <c>RSA-OAEP-SHA256</c> or <c>ECDH-P-256</c>; null when no recipient matched.</summary>
    public string? KeyAlgorithm { get; init; }

    /// <summary>SHA-256 of the mailbox certificate whose key decrypted, lower-case hexadecimal; null when none did.</summary>
    public string? CredentialSha256 { get; init; }
}
