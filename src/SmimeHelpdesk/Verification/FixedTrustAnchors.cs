namespace SmimeHelpdesk;

/// <summary>The same anchors for every tenant. Thread-safe.</summary>
public sealed class FixedTrustAnchors : ITrustAnchorProvider
{
    private readonly TrustAnchors _anchors;

    /// <summary>Makes a provider of fixed anchors.</summary>
    /// <param name="anchors">The anchors.</param>
    public FixedTrustAnchors(TrustAnchors anchors)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        _anchors = anchors;
    }

    /// <inheritdoc/>
    public ValueTask<TrustAnchors> GetAsync(string tenant, CancellationToken cancellationToken) => new(_anchors);
}
