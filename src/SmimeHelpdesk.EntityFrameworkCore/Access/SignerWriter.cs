using Microsoft.EntityFrameworkCore;
using SmimeHelpdesk.EntityFrameworkCore.Model;

namespace SmimeHelpdesk.EntityFrameworkCore.Access;

/// <summary>
/// Merges a sighting into its row: reads, merges, and writes if the row is still the one that was read. No lock is held meanwhile, and
/// a sighting that teaches nothing new writes nothing.
/// </summary>
internal static class SignerWriter
{
    // Each failed attempt means that another's sighting was stored. More than this is a database that accepts nothing.
    private const int MaximumAttempts = 200;

    /// <summary>Merges and returns how many attempts it took.</summary>
    public static async Task<int> MergeAsync(DbContext context, SignerCertificate sighting, CancellationToken cancellationToken)
    {
        for (int attempt = 1; attempt <= MaximumAttempts; attempt++)
        {
            SignerRow? known = await Same(context, sighting).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            bool stored = known is null
                ? await InsertAsync(context, sighting, cancellationToken).ConfigureAwait(false)
                : await UpdateAsync(context, known, sighting, cancellationToken).ConfigureAwait(false);
            if (stored)
            {
                return attempt;
            }

            await Backoff.WaitAsync(attempt, cancellationToken).ConfigureAwait(false);
        }

        throw new TimeoutException("The row was changed by others again and again.");
    }

    private static async Task<bool> InsertAsync(DbContext context, SignerCertificate sighting, CancellationToken cancellationToken)
    {
        await IssuerTable.AddAsync(context, sighting.Tenant, sighting.Issuers, cancellationToken).ConfigureAwait(false);
        context.Add(SignerMapping.ToRow(sighting, 1));
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateException)
        {
            // Engines name a taken key differently; what counts is whether it is taken.
            context.ChangeTracker.Clear();
            if (!await Same(context, sighting).AnyAsync(cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            return false;
        }
    }

    private static async Task<bool> UpdateAsync(DbContext context, SignerRow known, SignerCertificate sighting, CancellationToken cancellationToken)
    {
        SignerCertificate stored = await ReadAsync(context, known, sighting, cancellationToken).ConfigureAwait(false);
        SignerCertificate merged = SignerCertificateMerge.Merge(stored, sighting);
        SignerRow next = SignerMapping.ToRow(merged, known.Revision + 1);
        if (SignerMapping.IsSame(known, next))
        {
            return true;
        }

        if (!known.Issuers.AsSpan().SequenceEqual(next.Issuers))
        {
            await IssuerTable.AddAsync(context, sighting.Tenant, merged.Issuers, cancellationToken).ConfigureAwait(false);
        }

        return await WriteAsync(context, known, next, cancellationToken).ConfigureAwait(false);
    }

    // The usual sighting has the issuers that are known already, and needs no second look.
    private static async Task<SignerCertificate> ReadAsync(DbContext context, SignerRow known, SignerCertificate sighting, CancellationToken cancellationToken) =>
        known.Issuers.AsSpan().SequenceEqual(ByteLists.JoinThumbprints(sighting.Issuers))
            ? SignerMapping.ToContract(known, new Dictionary<string, byte[]>()) with { Issuers = sighting.Issuers }
            : SignerMapping.ToContract(known, await IssuerTable.FindAsync(context, sighting.Tenant, [known], cancellationToken).ConfigureAwait(false));

    private static async Task<bool> WriteAsync(DbContext context, SignerRow known, SignerRow next, CancellationToken cancellationToken)
    {
        (string tenant, string address, byte[] sha256, long revision) = (known.Tenant, known.Address, known.Sha256, known.Revision);
        int changed = await context.Set<SignerRow>()
            .Where(row => row.Tenant == tenant && row.Address == address && row.Sha256 == sha256 && row.Revision == revision)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.SigningCertificate, next.SigningCertificate)
                    .SetProperty(row => row.Issuers, next.Issuers)
                    .SetProperty(row => row.Capabilities, next.Capabilities)
                    .SetProperty(row => row.CapabilitiesTime, next.CapabilitiesTime)
                    .SetProperty(row => row.SigningTime, next.SigningTime)
                    .SetProperty(row => row.FirstSeen, next.FirstSeen)
                    .SetProperty(row => row.LastSeen, next.LastSeen)
                    .SetProperty(row => row.MessageId, next.MessageId)
                    .SetProperty(row => row.Decision, next.Decision)
                    .SetProperty(row => row.DecidedAt, next.DecidedAt)
                    .SetProperty(row => row.Revision, next.Revision),
                cancellationToken).ConfigureAwait(false);
        return changed > 0;
    }

    private static IQueryable<SignerRow> Same(DbContext context, SignerCertificate sighting)
    {
        (string tenant, string address, byte[] sha256) = (sighting.Tenant, sighting.Address, Thumbprint.Parse(sighting.Sha256, nameof(sighting)));
        return context.Set<SignerRow>().AsNoTracking().Where(row => row.Tenant == tenant && row.Address == address && row.Sha256 == sha256);
    }
}
