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

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAddressesAsync(string tenant, string? after, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return _contexts.ReadAsync<IReadOnlyList<string>>(
            async context => await Addresses(context, tenant, after).Take(count).ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }

    /// <summary>Forgets everything about all addresses of a tenant, and the certificates of their issuers.</summary>
    /// <param name="tenant">The tenant, exact.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many customers' certificates were removed.</returns>
    public Task<int> ForgetTenantAsync(string tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        return _contexts.WriteAsync(context => ForgetTenantAsync(context, tenant, cancellationToken), cancellationToken);
    }

    private static async Task<int> ForgetTenantAsync(TContext context, string tenant, CancellationToken cancellationToken)
    {
        // Customers first: a row whose issuer is gone could not be used, an issuer without customers harms nobody.
        int removed = await context.Set<SignerRow>().Where(row => row.Tenant == tenant).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await context.Set<IssuerRow>().Where(row => row.Tenant == tenant).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        return removed;
    }

    private static IQueryable<string> Addresses(TContext context, string tenant, string? after)
    {
        IQueryable<SignerRow> rows = context.Set<SignerRow>().AsNoTracking().Where(row => row.Tenant == tenant);
        rows = after is null ? rows : rows.After(row => row.Address, after);
        return rows.Select(row => row.Address).Distinct().OrderBy(address => address);
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
