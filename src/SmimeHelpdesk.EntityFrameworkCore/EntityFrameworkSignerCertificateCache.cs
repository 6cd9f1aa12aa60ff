using Microsoft.EntityFrameworkCore;
using SmimeHelpdesk.EntityFrameworkCore.Access;
using SmimeHelpdesk.EntityFrameworkCore.Model;

namespace SmimeHelpdesk;

/// <summary>
/// Remembers customers' certificates in the host's database. Each call uses a context of its own, so that what a mail has taught stays
/// when the host rolls its own work back. Thread-safe. A database that fails throws <see cref="SmimeStoreException"/>.
/// </summary>
/// <typeparam name="TContext">The host's context, whose model has <see cref="SmimeHelpdeskModelBuilderExtensions.UseSmimeHelpdesk"/>.</typeparam>
public sealed class EntityFrameworkSignerCertificateCache<TContext> : ISignerCertificateCache
    where TContext : DbContext
{
    private readonly ContextSource<TContext> _contexts;

    /// <summary>Makes a cache without a container.</summary>
    /// <param name="contexts">Makes a context for each call.</param>
    public EntityFrameworkSignerCertificateCache(IDbContextFactory<TContext> contexts)
        : this(new ContextSource<TContext>(contexts))
    {
    }

    internal EntityFrameworkSignerCertificateCache(ContextSource<TContext> contexts) => _contexts = contexts;

    /// <inheritdoc/>
    public Task<IReadOnlyList<SignerCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(address);
        return _contexts.ReadAsync(context => FindAsync(context, tenant, address, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task StoreAsync(SignerCertificate certificate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        KeyText.Require(certificate.Tenant);
        KeyText.Require(certificate.Address);
        return _contexts.WriteAsync(context => SignerWriter.MergeAsync(context, certificate, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> ForgetAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(address);
        return _contexts.WriteAsync(
            context => context.Set<SignerRow>().Where(row => row.Tenant == tenant && row.Address == address).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
    }

    private static async Task<IReadOnlyList<SignerCertificate>> FindAsync(TContext context, string tenant, string address, CancellationToken cancellationToken)
    {
        List<SignerRow> rows = await context.Set<SignerRow>().AsNoTracking()
            .Where(row => row.Tenant == tenant && row.Address == address).ToListAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<string, byte[]> issuers = await IssuerTable.FindAsync(context, tenant, rows, cancellationToken).ConfigureAwait(false);

        // The database has been asked for exactly these; a host may still have changed how the columns compare.
        return [.. rows.Where(row => string.Equals(row.Tenant, tenant, StringComparison.Ordinal) && string.Equals(row.Address, address, StringComparison.Ordinal))
            .Select(row => SignerMapping.ToContract(row, issuers))];
    }
}
