using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using SmimeHelpdesk.EntityFrameworkCore.Model;
using SmimeHelpdesk.Stores.Workload.Databases;

namespace SmimeHelpdesk.Stores.Workload.Scale;

/// <summary>Fills a database and measures what a mail costs there: the look-up of the preferred certificate, and the harvest.</summary>
internal sealed class ScaleRun(Database database, int certificates)
{
    private readonly EntityFrameworkSignerCertificateCache<HelpdeskContext> _cache = new(database.Contexts());
    private readonly Random _random = new(1);

    public async Task<ScaleReport> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        await BulkLoad.RunAsync(database, certificates);
        TimeSpan load = watch.Elapsed;
        (long rows, long bytes) = await SizeAsync();
        int calls = Math.Clamp(certificates, 200, 20_000);
        return new ScaleReport(
            rows, bytes, ScaleRows.Customers(certificates), load,
            await Latencies.MeasureAsync("look-up of the preferred certificate", calls / 10, calls, _ => PreferredAsync()),
            await Latencies.MeasureAsync("harvest of a known certificate", calls / 40, calls / 4, HarvestKnownAsync),
            await Latencies.MeasureAsync("harvest of a new certificate", calls / 40, calls / 10, number => _cache.StoreAsync(ScaleRows.Certificate(certificates + number), default)));
    }

    private async Task PreferredAsync()
    {
        string address = ScaleRows.Address(_random.Next(ScaleRows.Customers(certificates)));
        IReadOnlyList<SignerCertificate> rows = await _cache.FindAsync(ScaleRows.Tenant, address, CancellationToken.None);
        SignerCertificate preferred = rows.MaxBy(row => row.LastSeen) ?? throw new InvalidOperationException("A customer is missing.");
        if (preferred.Address != address || preferred.Issuers.Count != 1)
        {
            throw new InvalidOperationException("Another customer was found.");
        }
    }

    private Task HarvestKnownAsync(int number)
    {
        SignerCertificate known = ScaleRows.Certificate(_random.Next(certificates));
        DateTimeOffset now = known.LastSeen.AddYears(1).AddSeconds(number);
        return _cache.StoreAsync(known with { SigningTime = now, FirstSeen = now, LastSeen = now, MessageId = "newer@customer.example" }, CancellationToken.None);
    }

    private async Task<(long Rows, long Bytes)> SizeAsync()
    {
        await using HelpdeskContext context = database.NewContext();
        string size = database.Engine == Database.Sqlite
            ? "SELECT page_count * page_size AS \"Value\" FROM pragma_page_count(), pragma_page_size()"
            : "SELECT (pg_total_relation_size('smime_signer') + pg_total_relation_size('smime_issuer'))::bigint AS \"Value\"";
        long rows = await context.Set<SignerRow>().LongCountAsync() + await context.Set<IssuerRow>().LongCountAsync();
        return (rows, await context.Database.SqlQueryRaw<long>(size).SingleAsync());
    }
}
