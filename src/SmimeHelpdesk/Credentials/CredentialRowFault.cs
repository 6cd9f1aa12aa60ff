namespace SmimeHelpdesk.Credentials;

/// <summary>Why a row that a store has returned is left out.</summary>
internal enum CredentialRowFault
{
    None = 0,
    OtherTenant = 1,
    OtherMailbox = 2,
    ThumbprintMismatch = 3,
    UnreadableCertificate = 4,
}
