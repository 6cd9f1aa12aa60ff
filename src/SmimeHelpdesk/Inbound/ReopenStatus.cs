namespace SmimeHelpdesk;

/// <summary>What became of a message that was opened again. Numbers are never reused.</summary>
public enum ReopenStatus
{
    /// <summary>It could not be opened: its raw form or a store was not to be had.</summary>
    Failed = 0,

    /// <summary>Something that was missing is there; what the host has stored is to be replaced.</summary>
    Replaced = 1,

    /// <summary>The same is still missing; only what was tried is to be replaced.</summary>
    StillMissing = 2,
}
