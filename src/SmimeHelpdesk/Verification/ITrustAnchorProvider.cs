namespace SmimeHelpdesk;

/// <summary>Says whom to trust, each time anew, so that a change takes effect without a restart. Implementations are thread-safe.</summary>
public interface ITrustAnchorProvider
{
    /// <summary>The anchors of a tenant.</summary>
    /// <param name="tenant">The tenant; empty for a host without tenants.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The anchors; cache them where making them is expensive.</returns>
    ValueTask<TrustAnchors> GetAsync(string tenant, CancellationToken cancellationToken);
}
