namespace SmimeHelpdesk;

/// <summary>How to import.</summary>
public sealed record CredentialImportOptions
{
    /// <summary>The defaults.</summary>
    public static CredentialImportOptions Default { get; } = new();

    /// <summary>The mailbox that the credential must belong to; null accepts any address.</summary>
    public Mailbox? Mailbox { get; init; }

    /// <summary>The instant that validity findings refer to; null means now, by the system's clock.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The bounds.</summary>
    public SmimeLimits Limits { get; init; } = SmimeLimits.Default;
}
