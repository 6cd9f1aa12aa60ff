namespace SmimeHelpdesk;

/// <summary>Whether decrypted content is known to be what the sender encrypted.</summary>
public enum EncryptionIntegrity
{
    /// <summary>Unauthenticated encryption without a valid signature inside: anybody on the way may have changed it.</summary>
    None = 0,

    /// <summary>Authenticated encryption (RFC 5083), or a valid signature inside the encryption.</summary>
    Authenticated = 1,
}
