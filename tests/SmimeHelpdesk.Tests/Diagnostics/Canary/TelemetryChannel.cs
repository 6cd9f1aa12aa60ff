namespace SmimeHelpdesk.Tests.Diagnostics.Canary;

/// <summary>A way by which the library's doings become known.</summary>
public enum TelemetryChannel
{
    Log,
    Metric,
    Trace,
    Exception,
    Audit,
}
