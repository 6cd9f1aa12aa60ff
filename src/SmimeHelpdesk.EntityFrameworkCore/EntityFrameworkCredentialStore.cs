using Microsoft.EntityFrameworkCore;
using SmimeHelpdesk.EntityFrameworkCore.Access;
using SmimeHelpdesk.EntityFrameworkCore.Model;

namespace SmimeHelpdesk;

/// <summary>
/// Keeps mailbox credentials in the host's database. Each call uses a context of its own. Thread-safe. A database that fails throws
/// <see cref="SmimeStoreException"/>.
/// </summary>
/// <typeparam name="TContext">The host's context, whose model has <see cref="SmimeHelpdeskModelBuilderExtensions.UseSmimeHelpdesk"/>.</typeparam>
public sealed class EntityFrameworkCredentialStore<TContext> : IMailboxCredentialStore
    where TContext : DbContext
{
    private readonly ContextSource<TContext> _contexts;

    /// <summary>Makes a store without a container.</summary>
    /// <param name="contexts">Makes a context for each call.</param>
    public EntityFrameworkCredentialStore(IDbContextFactory<TContext> contexts)
        : this(new ContextSource<TContext>(contexts))
    {
    }

    internal EntityFrameworkCredentialStore(ContextSource<TContext> contexts) => _contexts = contexts;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredCredential>> ListAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        (string tenant, string address) = (mailbox.Tenant, mailbox.NormalizedAddress);
        List<CredentialRow> rows = await _contexts.ReadAsync(
            context => context.Set<CredentialRow>().AsNoTracking().Where(row => row.Tenant == tenant && row.Mailbox == address).ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);

        // The database has been asked for exactly these; a host may still have changed how the columns compare.
        return [.. rows.Where(row => string.Equals(row.Tenant, tenant, StringComparison.Ordinal) && string.Equals(row.Mailbox, address, StringComparison.Ordinal))
            .Select(CredentialMapping.ToContract)];
    }

    /// <inheritdoc/>
    public Task<bool> SaveAsync(StoredCredential credential, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credential);
        KeyText.Require(credential.Tenant);
        KeyText.Require(credential.MailboxAddress);
        CredentialRow row = CredentialMapping.ToRow(credential);
        return _contexts.WriteAsync(
            context => credential.Revision == 0 ? InsertAsync(context, row, cancellationToken) : UpdateAsync(context, row, cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(sha256);
        if (Thumbprint.TryParse(sha256) is not { } thumbprint)
        {
            return false;
        }

        (string tenant, string address) = (mailbox.Tenant, mailbox.NormalizedAddress);
        return await _contexts.WriteAsync(
            context => context.Set<CredentialRow>().Where(row => row.Tenant == tenant && row.Mailbox == address && row.Sha256 == thumbprint).ExecuteDeleteAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Mailbox>> ListMailboxesAsync(string? tenant, Mailbox? after, int maximum, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        return await _contexts.ReadAsync(
            async context => (IReadOnlyList<Mailbox>)[.. (await PageAsync(context, tenant, after, maximum, cancellationToken).ConfigureAwait(false))
                .Select(key => new Mailbox(key.Address, key.Tenant))],
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<(string Tenant, string Address)>> PageAsync(
        TContext context, string? tenant, Mailbox? after, int maximum, CancellationToken cancellationToken)
    {
        IQueryable<CredentialRow> rows = context.Set<CredentialRow>().AsNoTracking();
        rows = tenant is null ? rows : rows.Where(row => row.Tenant == tenant);
        rows = after is null ? rows : rows.After(row => row.Tenant, after.Tenant, row => row.Mailbox, after.NormalizedAddress);
        var page = await rows.Select(row => new { row.Tenant, row.Mailbox }).Distinct()
            .OrderBy(key => key.Tenant).ThenBy(key => key.Mailbox).Take(maximum).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. page.Select(key => (key.Tenant, key.Mailbox))];
    }

    private static async Task<bool> InsertAsync(TContext context, CredentialRow row, CancellationToken cancellationToken)
    {
        if (await Same(context, row).AnyAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        context.Add(row);
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateException)
        {
            // Engines name a taken key differently; what counts is whether it is taken.
            context.ChangeTracker.Clear();
            if (!await Same(context, row).AnyAsync(cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            return false;
        }
    }

    // One statement, so that comparing the revision and writing cannot come apart.
    private static async Task<bool> UpdateAsync(TContext context, CredentialRow row, CancellationToken cancellationToken)
    {
        long known = row.Revision - 1;
        int changed = await Same(context, row).Where(stored => stored.Revision == known).ExecuteUpdateAsync(
            set => set
                .SetProperty(stored => stored.Certificate, row.Certificate)
                .SetProperty(stored => stored.Chain, row.Chain)
                .SetProperty(stored => stored.ProtectedKey, row.ProtectedKey)
                .SetProperty(stored => stored.State, row.State)
                .SetProperty(stored => stored.ActiveFrom, row.ActiveFrom)
                .SetProperty(stored => stored.RetireFrom, row.RetireFrom)
                .SetProperty(stored => stored.StateSeal, row.StateSeal)
                .SetProperty(stored => stored.RecoveryKey, row.RecoveryKey)
                .SetProperty(stored => stored.Revision, row.Revision),
            cancellationToken).ConfigureAwait(false);
        return changed > 0;
    }

    private static IQueryable<CredentialRow> Same(TContext context, CredentialRow row)
    {
        (string tenant, string mailbox, byte[] sha256) = (row.Tenant, row.Mailbox, row.Sha256);
        return context.Set<CredentialRow>().AsNoTracking().Where(stored => stored.Tenant == tenant && stored.Mailbox == mailbox && stored.Sha256 == sha256);
    }
}
