namespace SmimeHelpdesk;

/// <summary>What is wrong with the database.</summary>
public enum SmimeStoreFailure
{
    /// <summary>Something else; the inner exception tells.</summary>
    Other = 0,

    /// <summary>It cannot be reached, is starting, or does not answer in time. Repeat later.</summary>
    Unavailable = 1,

    /// <summary>Its disk is full, or the size that it may have is reached. Nothing of the write is stored; repeat when there is room.</summary>
    Full = 2,
}
