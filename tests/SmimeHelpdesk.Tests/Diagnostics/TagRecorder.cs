using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SmimeHelpdesk.Tests.Diagnostics;

/// <summary>Keeps the tags that the library's measurements and activities carry while it lives, whoever causes them.</summary>
internal sealed class TagRecorder : IDisposable
{
    private const string Library = "SmimeHelpdesk";
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;
    private readonly ConcurrentQueue<KeyValuePair<string, object?>> _tags = new();
    private readonly ConcurrentQueue<Activity> _stopped = new();

    public TagRecorder()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Library)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((_, _, tags, _) => Add(tags));
        _meters.SetMeasurementEventCallback<long>((_, _, tags, _) => Add(tags));
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Library,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                _stopped.Enqueue(activity);
                Add([.. activity.TagObjects]);
            },
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public IReadOnlyList<KeyValuePair<string, object?>> Tags => [.. _tags];

    public IEnumerable<string> ActivityNames(Activity parent) =>
        _stopped.Where(activity => activity.TraceId == parent.TraceId).Select(activity => activity.OperationName).Distinct();

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private void Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            _tags.Enqueue(tag);
        }
    }
}
