namespace SmimeHelpdesk;

/// <summary>How exporting a private key ended. Numbers are never reused.</summary>
public enum PrivateKeyExportStatus
{
    /// <summary>The mailbox has no such credential.</summary>
    NotFound = 0,

    /// <summary>The file was made.</summary>
    Exported = 1,

    /// <summary>The private key was destroyed.</summary>
    KeyDestroyed = 2,

    /// <summary>The store has no private key that opens: it is damaged, or lives in a module that does not give it away.</summary>
    KeyUnavailable = 3,
}
