namespace SmimeHelpdesk;

/// <summary>
/// The operating system's roots, the same for every tenant, read again after a while, so that what an administrator adds or distrusts
/// takes effect without a restart. Thread-safe.
/// </summary>
public sealed class SystemTrustAnchors : ITrustAnchorProvider
{
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private TrustAnchors? _anchors;
    private DateTimeOffset _readAt;

    /// <summary>Makes a provider.</summary>
    /// <param name="interval">After how long the roots are read again; null for one hour.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public SystemTrustAnchors(TimeSpan? interval = null, TimeProvider? time = null)
    {
        _interval = interval ?? TimeSpan.FromHours(1);
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public ValueTask<TrustAnchors> GetAsync(string tenant, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            if (_anchors is null || now - _readAt >= _interval)
            {
                (_anchors, _readAt) = (TrustAnchors.FromSystem(), now);
            }

            return new ValueTask<TrustAnchors>(_anchors);
        }
    }
}
