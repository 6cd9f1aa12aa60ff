namespace SmimeHelpdesk;

/// <summary>What is known about the revocation of a certificate.</summary>
public enum RevocationStatus
{
    /// <summary>No answer could be had that may be relied on.</summary>
    Unknown = 0,

    /// <summary>An authority says that it is not revoked.</summary>
    Good = 1,

    /// <summary>An authority says that it is revoked.</summary>
    Revoked = 2,
}
