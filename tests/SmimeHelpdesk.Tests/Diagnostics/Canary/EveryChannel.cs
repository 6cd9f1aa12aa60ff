using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace SmimeHelpdesk.Tests.Diagnostics.Canary;

/// <summary>
/// Hears everything that the process says while it lives: every category at Trace, every instrument with its tags, every activity with
/// its tags, events and status, every exception when it is thrown, and the audit trail. One at a time.
/// </summary>
internal sealed class EveryChannel : IDisposable
{
    [ThreadStatic]
    private static bool _isInside;

    private readonly Dictionary<TelemetryChannel, ConcurrentQueue<string>> _heard = Enum.GetValues<TelemetryChannel>().ToDictionary(channel => channel, _ => new ConcurrentQueue<string>());
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;

    public EveryChannel()
    {
        Logs = new TraceLogFactory(line => Add(TelemetryChannel.Log, line));
        AppDomain.CurrentDomain.FirstChanceException += OnException;
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        Listen<double>();
        Listen<float>();
        Listen<decimal>();
        Listen<long>();
        Listen<int>();
        Listen<short>();
        Listen<byte>();
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            SampleUsingParentId = (ref ActivityCreationOptions<string> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Add(TelemetryChannel.Trace, Describe(activity)),
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public TraceLogFactory Logs { get; }

    public RecordingAuditSink Audit { get; } = new();

    /// <summary>What was heard, one line for each entry. Exceptions in themselves span several.</summary>
    public IReadOnlyList<string> Heard(TelemetryChannel channel) =>
        channel is TelemetryChannel.Audit ? [.. Audit.Events.Select(recorded => JsonSerializer.Serialize(recorded) + " " + recorded)] : [.. _heard[channel]];

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= OnException;
        _meters.Dispose();
        _activities.Dispose();
    }

    private static string Describe(Activity activity) => string.Join(' ',
    [
        activity.Source.Name, activity.OperationName, activity.DisplayName, activity.Kind.ToString(), activity.Status.ToString(), activity.StatusDescription ?? string.Empty,
        .. Describe(activity.TagObjects),
        .. activity.Baggage.Select(pair => pair.Key + "=" + pair.Value),
        .. activity.Events.SelectMany(happened => (string[])[happened.Name, .. Describe(happened.Tags)]),
        .. activity.Links.SelectMany(link => Describe(link.Tags ?? [])),
    ]);

    private static IEnumerable<string> Describe(IEnumerable<KeyValuePair<string, object?>> tags) => tags.Select(tag => tag.Key + "=" + tag.Value);

    private void Listen<T>()
        where T : struct => _meters.SetMeasurementEventCallback<T>((instrument, _, tags, _) =>
            Add(TelemetryChannel.Metric, string.Join(' ', [instrument.Meter.Name, instrument.Name, instrument.Unit ?? string.Empty, .. Describe(tags.ToArray())])));

    // Whoever describes an exception may throw another.
    private void OnException(object? sender, FirstChanceExceptionEventArgs args)
    {
        if (!_isInside)
        {
            _isInside = true;
            try
            {
                Add(TelemetryChannel.Exception, string.Join(' ', [args.Exception.ToString(), .. args.Exception.Data.Values.OfType<object>().Select(value => value.ToString() ?? string.Empty)]));
            }
            finally
            {
                _isInside = false;
            }
        }
    }

    private void Add(TelemetryChannel channel, string line) => _heard[channel].Enqueue(line);
}
