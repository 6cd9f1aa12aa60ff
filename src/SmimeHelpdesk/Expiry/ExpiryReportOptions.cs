namespace SmimeHelpdesk;

/// <summary>When the background service reports, and what.</summary>
public sealed class ExpiryReportOptions
{
    /// <summary>From one report to the next; the first comes at the start. Default a day, at least a minute.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How far to look ahead. Default 30 days, as the health check does; not negative.</summary>
    public TimeSpan Within { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Whose customers are looked at. Default the one empty tenant of a host without tenants.</summary>
    public IReadOnlyList<string> Tenants { get; set; } = [string.Empty];
}
