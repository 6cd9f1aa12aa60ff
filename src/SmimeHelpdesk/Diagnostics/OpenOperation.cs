using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace SmimeHelpdesk.Diagnostics;

/// <summary>Watches the opening of one message: <c>using var operation = OpenOperation.Start(logger)</c>, and <see cref="Complete"/> at its end.</summary>
internal sealed class OpenOperation : IDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Activity? _activity = Telemetry.Source.StartActivity("smimehelpdesk.open");
    private readonly ILogger? _logger;
    private bool _completed;

    private OpenOperation(ILogger? logger) => _logger = logger;

    public static OpenOperation Start(ILogger? logger) => new(logger);

    public void Complete(SignatureVerdict signature, EncryptionVerdict encryption, HarvestResult harvest)
    {
        _completed = true;
        _logger?.MessageOpened(signature.Status, signature.Reason, encryption.Status, harvest.Status);
        TagList tags = default;
        tags.Add(TelemetryTags.Signature, signature.Status.ToString());
        tags.Add(TelemetryTags.Encryption, encryption.Status.ToString());
        tags.Add(TelemetryTags.Harvest, harvest.Status.ToString());
        Record(tags);
    }

    /// <summary>Ends the watch; without <see cref="Complete"/> the operation counts as failed.</summary>
    public void Dispose()
    {
        if (!_completed)
        {
            TagList tags = default;
            tags.Add(TelemetryTags.ErrorType, TelemetryTags.OtherError);
            Record(tags);
            _activity?.SetStatus(ActivityStatusCode.Error);
        }

        _activity?.Dispose();
    }

    private void Record(in TagList tags)
    {
        Telemetry.OpenDuration.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, tags);
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            _activity?.SetTag(tag.Key, tag.Value);
        }
    }
}
