namespace SmimeHelpdesk;

/// <summary>Whether a message was encrypted and could be read.</summary>
public enum EncryptionStatus
{
    /// <summary>The message as a whole was not encrypted.</summary>
    NotEncrypted = 0,

    /// <summary>Decrypted with a credential of the mailbox.</summary>
    Decrypted = 1,

    /// <summary>Encrypted, and its content could not be read.</summary>
    NotDecryptable = 2,
}
