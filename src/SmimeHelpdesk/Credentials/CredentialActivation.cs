namespace SmimeHelpdesk;

/// <summary>When and how a credential becomes the one that signs.</summary>
public sealed record CredentialActivation
{
    /// <summary>At once, and the credentials before it stay ready to sign in its stead.</summary>
    public static CredentialActivation Now { get; } = new();

    /// <summary>From when on it signs; null, or a time that has passed, for at once. Cut to whole milliseconds.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>
    /// How long after <see cref="From"/> the credentials that it replaces stay ready to sign in its stead; then they are retired.
    /// Null, the default, keeps them until they are retired by name. Choose more than the clocks of the servers differ by.
    /// </summary>
    public TimeSpan? Overlap { get; init; }

    /// <summary>The <see cref="MailboxCredentialInfo.Revision"/> that the decision was made on; null for whatever is stored.</summary>
    public long? Revision { get; init; }
}
