namespace SmimeHelpdesk;

/// <summary>Whether a sender's certificate was stored.</summary>
public enum HarvestStatus
{
    /// <summary>Not stored.</summary>
    NotStored = 0,

    /// <summary>Stored, or already known and seen again.</summary>
    Stored = 1,

    /// <summary>To be stored, but the cache could not be reached; opening the message again stores it.</summary>
    Deferred = 2,
}
