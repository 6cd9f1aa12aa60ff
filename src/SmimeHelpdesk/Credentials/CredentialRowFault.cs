namespace SmimeHelpdesk.Credentials;

/// <summary>What is wrong with a row that a store has returned.</summary>
internal enum CredentialRowFault
{
    None = 0,
    OtherTenant = 1,
    OtherMailbox = 2,
    ThumbprintMismatch = 3,
    UnreadableCertificate = 4,

    /// <summary>Its state is not what the manager wrote; it decrypts and does not sign.</summary>
    StateChanged = 5,
}
