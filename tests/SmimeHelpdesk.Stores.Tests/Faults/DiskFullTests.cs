using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Work;

namespace SmimeHelpdesk.Stores.Tests.Faults;

/// <summary>The disk is really full: the host's own tickets have filled it.</summary>
public sealed class DiskFullTests
{
    private readonly byte[] _hostKey = RandomNumberGenerator.GetBytes(32);
    private readonly List<Receipt> _receipts = [];

    [Fact]
    public async Task SqliteStores_DiskIsFull_SayItTearNothingAndRecover()
    {
        using SmallDisk disk = await RequireAsync(4);
        var database = new Database(Database.Sqlite, $"Data Source={disk.Path}/desk.db;Pooling=False");

        await FillAndRecoverAsync(disk, database);
    }

    [Fact]
    public async Task PostgreSqlStores_DiskIsFull_SayItTearNothingAndRecover()
    {
        TestDatabases.RequirePostgreSql();
        using SmallDisk disk = await RequireAsync(16);
        await using PostgreSqlCluster cluster = await PostgreSqlCluster.StartNewAsync();
        await PostgreSqlPrograms.HandOverAsync(disk.Path);
        await cluster.ExecuteAsync($"CREATE TABLESPACE small LOCATION '{disk.Path}'");

        await FillAndRecoverAsync(disk, await cluster.NewDatabaseAsync("small"));
    }

    private async Task FillAndRecoverAsync(SmallDisk disk, Database database)
    {
        await database.CreateTablesAsync();
        using var work = new DeskWork(database, _hostKey);
        await WorkAsync(work, 30);
        await FillAsync(database);

        (await FailureAsync(work)).Should().Be(SmimeStoreFailure.Full);

        (await new Audit(database, _hostKey).FindingsAsync(_receipts)).Should().BeEmpty();
        await disk.GrowAsync(64);
        await WorkAsync(work, 60);
        (await new Audit(database, _hostKey).FindingsAsync(_receipts)).Should().BeEmpty();
    }

    private async Task<SmimeStoreFailure?> FailureAsync(DeskWork work)
    {
        try
        {
            await WorkAsync(work, 2000);
            return null;
        }
        catch (SmimeStoreException exception)
        {
            return exception.Failure;
        }
    }

    private async Task WorkAsync(DeskWork work, int count)
    {
        var random = new Random(count);
        for (int i = 0; i < count; i++)
        {
            _receipts.Add(await work.DoAsync(random));
        }
    }

    private static async Task FillAsync(Database database)
    {
        for (int size = 64 * 1024; size >= 1024; size /= 4)
        {
            await FillAsync(database, size);
        }
    }

    private static async Task FillAsync(Database database, int size)
    {
        for (int i = 0; i < 2000; i++)
        {
            await using HelpdeskContext context = database.NewContext();
            context.Tickets.Add(new TicketRow { Body = Convert.ToBase64String(RandomNumberGenerator.GetBytes(size)) });
            try
            {
                await context.SaveChangesAsync();
            }
            catch (Exception exception) when (exception is DbUpdateException || exception.InnerException is DbUpdateException)
            {
                return;
            }
        }

        Assert.Fail("The disk is not as small as it should be.");
    }

    private static async Task<SmallDisk> RequireAsync(int megabytes)
    {
        SmallDisk? disk = await SmallDisk.TryCreateAsync(megabytes);
        Assert.SkipUnless(disk is not null, "a small disk can be mounted on Linux as root only");
        return disk!;
    }
}
