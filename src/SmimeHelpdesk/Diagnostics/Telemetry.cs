using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SmimeHelpdesk.Diagnostics;

/// <summary>The library's one activity source and one meter. Tags are those of <see cref="TelemetryTags"/>: few values, and nothing personal.</summary>
internal static class Telemetry
{
    public const string Name = "SmimeHelpdesk";

    public static ActivitySource Source { get; } = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>How long opening a message takes, by outcome; its count is the number of messages.</summary>
    public static Histogram<double> OpenDuration { get; } =
        Meter.CreateHistogram<double>("smimehelpdesk.open.duration", "s", "Time to open a message.");

    /// <summary>How long composing a reply takes, by outcome; its count is the number of replies.</summary>
    public static Histogram<double> ComposeDuration { get; } =
        Meter.CreateHistogram<double>("smimehelpdesk.compose.duration", "s", "Time to compose a reply.");

    public static Counter<long> StoreFailures { get; } =
        Meter.CreateCounter<long>("smimehelpdesk.store.failures", "{failure}", "Calls of a store or cache that failed.");

    /// <summary>How many certificates end soon, as last looked at, by owner.</summary>
    public static Gauge<long> Expiring { get; } =
        Meter.CreateGauge<long>("smimehelpdesk.certificates.expiring", "{certificate}", "Certificates that end soon and have nothing to follow them.");

    public static Counter<long> RowsRejected { get; } =
        Meter.CreateCounter<long>("smimehelpdesk.rows.rejected", "{row}", "Stored rows that were left out because they are not what was asked for.");

    /// <summary>How long a request for a CRL, an OCSP response or an issuer takes, by outcome; its count is the number of requests.</summary>
    public static Histogram<double> RevocationFetchDuration { get; } =
        Meter.CreateHistogram<double>("smimehelpdesk.revocation.fetch.duration", "s", "Time of a request for a revocation answer.");
}
