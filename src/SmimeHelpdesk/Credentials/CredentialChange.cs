namespace SmimeHelpdesk;

/// <summary>How a change of a credential's state ended. Numbers are never reused.</summary>
public enum CredentialChange
{
    /// <summary>The mailbox has no such credential; nothing was changed.</summary>
    NotFound = 0,

    /// <summary>The change is stored, or was there already.</summary>
    Done = 1,

    /// <summary>Somebody else has changed the credential; nothing was changed. Read it again and decide.</summary>
    Conflict = 2,

    /// <summary>Its private key was destroyed; nothing was changed.</summary>
    KeyDestroyed = 3,

    /// <summary>It could not do its work at that time, or its row is not the library's; nothing was changed. <see cref="MailboxCredentialManager.ValidateAsync"/> says why.</summary>
    NotUsable = 4,

    /// <summary>It is active already, and waiting for a later time would leave the mailbox without it until then; nothing was changed.</summary>
    AlreadyActive = 5,
}
