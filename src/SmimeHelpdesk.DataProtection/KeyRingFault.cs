namespace SmimeHelpdesk;

/// <summary>Why private keys must not be encrypted with a key ring. Numbers are never reused.</summary>
public enum KeyRingFault
{
    /// <summary>Nothing was found.</summary>
    None = 0,

    /// <summary>The host has not said where its keys are kept: they die with the process, the container or the user's profile.</summary>
    NoRepository = 1,

    /// <summary>The provider keeps its keys in memory only.</summary>
    Ephemeral = 2,

    /// <summary>The key that encrypts now is not in the repository.</summary>
    KeyNotPersisted = 3,

    /// <summary>The keys are for the host's folder, since it has not named its application: in another folder they open nothing.</summary>
    ApplicationNotNamed = 4,
}
