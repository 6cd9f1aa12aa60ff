using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace SmimeHelpdesk.Diagnostics;

/// <summary>Watches one request for a revocation answer or an issuer.</summary>
internal sealed class FetchOperation : IDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Activity? _activity = Telemetry.Source.StartActivity("smimehelpdesk.revocation.fetch", ActivityKind.Client);
    private readonly ILogger? _logger;
    private readonly FetchKind _kind;
    private string _outcome = TelemetryTags.Failed;

    private FetchOperation(ILogger? logger, FetchKind kind)
    {
        _logger = logger;
        _kind = kind;
    }

    public static FetchOperation Start(ILogger? logger, FetchKind kind) => new(logger, kind);

    public void Complete(RevocationUnknownReason problem)
    {
        _outcome = problem is RevocationUnknownReason.None ? TelemetryTags.Answered : problem.ToString();
        if (problem is not RevocationUnknownReason.None)
        {
            _logger?.RevocationFetchFailed(_kind, problem);
        }
    }

    /// <summary>Ends the watch; without an outcome the request counts as failed.</summary>
    public void Dispose()
    {
        string kind = _kind.ToString();
        Telemetry.RevocationFetchDuration.Record(
            Stopwatch.GetElapsedTime(_started).TotalSeconds,
            new KeyValuePair<string, object?>(TelemetryTags.FetchKind, kind),
            new KeyValuePair<string, object?>(TelemetryTags.FetchOutcome, _outcome));
        _activity?.SetTag(TelemetryTags.FetchKind, kind);
        _activity?.SetTag(TelemetryTags.FetchOutcome, _outcome);
        _activity?.SetStatus(_outcome == TelemetryTags.Answered ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        _activity?.Dispose();
    }
}
