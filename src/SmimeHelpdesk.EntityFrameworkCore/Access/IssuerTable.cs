using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmimeHelpdesk.EntityFrameworkCore.Model;

namespace SmimeHelpdesk.EntityFrameworkCore.Access;

/// <summary>
/// The issuers' certificates, by content and once per tenant: without it, a CA's certificate would lie in the row of each of its
/// customers. Rows are added before the first row that needs them, and go with the tenant.
/// </summary>
internal static class IssuerTable
{
    public static async Task<IReadOnlyDictionary<string, byte[]>> FindAsync(DbContext context, string tenant, IEnumerable<SignerRow> rows, CancellationToken cancellationToken)
    {
        byte[][] wanted = [.. rows.SelectMany(row => ByteLists.SplitThumbprints(row.Issuers)).DistinctBy(Thumbprint.Format)];
        if (wanted.Length == 0)
        {
            return new Dictionary<string, byte[]>();
        }

        List<IssuerRow> found = await context.Set<IssuerRow>().AsNoTracking()
            .Where(issuer => issuer.Tenant == tenant && wanted.Contains(issuer.Sha256)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return found.ToDictionary(issuer => Thumbprint.Format(issuer.Sha256), issuer => issuer.Certificate, StringComparer.Ordinal);
    }

    /// <summary>Adds those that are missing. Somebody else may add the same at the same time; that is as good.</summary>
    public static async Task AddAsync(DbContext context, string tenant, IReadOnlyList<ReadOnlyMemory<byte>> issuers, CancellationToken cancellationToken)
    {
        IReadOnlyList<IssuerRow> missing = await MissingAsync(context, tenant, issuers, cancellationToken).ConfigureAwait(false);
        while (missing.Count > 0)
        {
            int before = missing.Count;
            try
            {
                context.AddRange(missing);
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                context.ChangeTracker.Clear();
                return;
            }
            catch (DbUpdateException)
            {
                // Whether somebody was faster shows in what is missing now.
                context.ChangeTracker.Clear();
                missing = await MissingAsync(context, tenant, issuers, cancellationToken).ConfigureAwait(false);
                if (missing.Count >= before)
                {
                    throw;
                }
            }
        }
    }

    private static async Task<IReadOnlyList<IssuerRow>> MissingAsync(
        DbContext context, string tenant, IReadOnlyList<ReadOnlyMemory<byte>> issuers, CancellationToken cancellationToken)
    {
        if (issuers.Count == 0)
        {
            return [];
        }

        IssuerRow[] wanted = [.. issuers.Select(issuer => new IssuerRow { Tenant = tenant, Sha256 = SHA256.HashData(issuer.Span), Certificate = issuer.ToArray() })
            .DistinctBy(issuer => Thumbprint.Format(issuer.Sha256)).OrderBy(issuer => Thumbprint.Format(issuer.Sha256), StringComparer.Ordinal)];
        byte[][] keys = [.. wanted.Select(issuer => issuer.Sha256)];
        List<byte[]> known = await context.Set<IssuerRow>().Where(issuer => issuer.Tenant == tenant && keys.Contains(issuer.Sha256))
            .Select(issuer => issuer.Sha256).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. wanted.Where(issuer => !known.Any(key => key.AsSpan().SequenceEqual(issuer.Sha256)))];
    }
}
