using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Work;

namespace SmimeHelpdesk.Stores.Tests.Faults;

/// <summary>A SQLite database that has reached the size that it may have; needs no root.</summary>
public sealed class SqliteSizeTests(TestDatabases databases)
{
    [Fact]
    public async Task Store_DatabaseIsAtItsLimit_SaysFullAndStoresAgainWhenItMayGrow()
    {
        Database database = await databases.NewAsync(Database.Sqlite);
        var limit = new PageLimit();
        var cache = new EntityFrameworkSignerCertificateCache<HelpdeskContext>(new LimitedContexts(database, limit));
        var random = new Random(3);
        SignerCertificate refused = Customers.Sighting(random, 1_000_000);
        var stored = new List<SignerCertificate>();

        SmimeStoreException? failure = null;
        for (int i = 0; failure is null && i < 500; i++)
        {
            try
            {
                await cache.StoreAsync(refused, CancellationToken.None);
                stored.Add(refused);
                refused = Customers.Sighting(random, 1_000_000);
            }
            catch (SmimeStoreException exception)
            {
                failure = exception;
            }
        }

        failure!.Failure.Should().Be(SmimeStoreFailure.Full);
        (await cache.FindAsync(string.Empty, refused.Address, CancellationToken.None)).Should().BeEmpty();
        (await cache.FindAsync(string.Empty, stored[^1].Address, CancellationToken.None)).Should().ContainSingle();
        limit.IsLifted = true;
        await cache.StoreAsync(refused, CancellationToken.None);
        (await cache.FindAsync(string.Empty, refused.Address, CancellationToken.None)).Should().ContainSingle();
    }

    private sealed class LimitedContexts(Database database, PageLimit limit) : IDbContextFactory<HelpdeskContext>
    {
        public HelpdeskContext CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<HelpdeskContext>();
            database.Configure(options);
            return new HelpdeskContext(options.AddInterceptors(limit).Options);
        }
    }

    private sealed class PageLimit : DbConnectionInterceptor
    {
        public bool IsLifted { get; set; }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA max_page_count = 20";
            if (IsLifted)
            {
                command.CommandText = "PRAGMA max_page_count = 10000";
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
