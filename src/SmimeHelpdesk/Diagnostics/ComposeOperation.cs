using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace SmimeHelpdesk.Diagnostics;

/// <summary>
/// Watches the composing of one reply: <c>using var operation = ComposeOperation.Start(logger, protection)</c>, and
/// <see cref="Composed"/> or <see cref="Refused"/> at its end.
/// </summary>
internal sealed class ComposeOperation : IDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Activity? _activity = Telemetry.Source.StartActivity("smimehelpdesk.compose");
    private readonly ILogger? _logger;
    private readonly ReplyProtection _requested;
    private string _outcome = TelemetryTags.Failed;

    private ComposeOperation(ILogger? logger, ReplyProtection requested)
    {
        _logger = logger;
        _requested = requested;
    }

    public static ComposeOperation Start(ILogger? logger, ReplyProtection requested) => new(logger, requested);

    public void Composed(int messages)
    {
        _outcome = TelemetryTags.Composed;
        _logger?.ReplyComposed(_requested, messages);
    }

    public void Refused(SignAvailability sign, EncryptAvailability encrypt)
    {
        _outcome = TelemetryTags.Refused;
        _logger?.ReplyRefused(_requested, sign, encrypt);
    }

    /// <summary>Ends the watch; without an outcome the operation counts as failed.</summary>
    public void Dispose()
    {
        string protection = _requested.ToString();
        Telemetry.ComposeDuration.Record(
            Stopwatch.GetElapsedTime(_started).TotalSeconds,
            new KeyValuePair<string, object?>(TelemetryTags.Protection, protection),
            new KeyValuePair<string, object?>(TelemetryTags.ReplyOutcome, _outcome));
        _activity?.SetTag(TelemetryTags.Protection, protection);
        _activity?.SetTag(TelemetryTags.ReplyOutcome, _outcome);
        _activity?.SetStatus(_outcome == TelemetryTags.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        _activity?.Dispose();
    }
}
