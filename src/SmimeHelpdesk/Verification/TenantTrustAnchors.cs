using System.Runtime.CompilerServices;

namespace SmimeHelpdesk;

/// <summary>
/// Anchors of single tenants beside those of all. Each provider is asked anew, so that a change takes effect without a restart; what
/// any of them blocks is blocked. Thread-safe.
/// </summary>
public sealed class TenantTrustAnchors : ITrustAnchorProvider
{
    private readonly ITrustAnchorProvider _shared;
    private readonly Func<string, ITrustAnchorProvider?> _find;
    private readonly ConditionalWeakTable<TrustAnchors, ConditionalWeakTable<TrustAnchors, TrustAnchors>> _unions = [];

    /// <summary>Makes a provider.</summary>
    /// <param name="shared">What every tenant trusts; for several sources, put one such provider into another.</param>
    /// <param name="find">What a tenant trusts besides; null for nothing.</param>
    public TenantTrustAnchors(ITrustAnchorProvider shared, Func<string, ITrustAnchorProvider?> find)
    {
        ArgumentNullException.ThrowIfNull(shared);
        ArgumentNullException.ThrowIfNull(find);
        _shared = shared;
        _find = find;
    }

    /// <inheritdoc/>
    public async ValueTask<TrustAnchors> GetAsync(string tenant, CancellationToken cancellationToken)
    {
        TrustAnchors shared = await _shared.GetAsync(tenant, cancellationToken).ConfigureAwait(false);
        if (_find(tenant) is not { } provider)
        {
            return shared;
        }

        TrustAnchors own = await provider.GetAsync(tenant, cancellationToken).ConfigureAwait(false);

        // Joining costs an index over all of them; neither set changes.
        return _unions.GetOrCreateValue(shared).GetValue(own, shared.Union);
    }
}
