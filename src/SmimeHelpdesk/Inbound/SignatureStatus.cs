namespace SmimeHelpdesk;

/// <summary>The verdict on a message's signature: the indications of ETSI EN 319 102-1, and unsigned.</summary>
public enum SignatureStatus
{
    /// <summary>The message carries no signature that speaks for its content.</summary>
    Unsigned = 0,

    /// <summary>Intact, by the sender shown in From, with a path to a trust anchor, by the policy's rules.</summary>
    Valid = 1,

    /// <summary>Nothing shows a forgery, but something needed to call it valid is missing or not allowed.</summary>
    Indeterminate = 2,

    /// <summary>The content or the sender is not what the signature says.</summary>
    Invalid = 3,
}
