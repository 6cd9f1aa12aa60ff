using System.Security.Cryptography;
using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Tests.Hosts;

/// <summary>A mail arrives while the database is away: the ticket does not wait for it.</summary>
public sealed class StoreDownTests
{
    private const string Alice = "alice@customer.example";
    private const string Desk = "support@desk.example";

    private readonly byte[] _hostKey = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public async Task OpenAsync_PostgreSqlIsDown_DeliversTheTicketAndDefersTheHarvest()
    {
        TestDatabases.RequirePostgreSql();
        await using PostgreSqlCluster cluster = await PostgreSqlCluster.StartNewAsync();
        Database database = await cluster.NewDatabaseAsync();
        await database.CreateTablesAsync();
        byte[] mail = await SignedMailAsync(database);

        await ReceiveAsync(database, mail, cluster.KillAsync, cluster.StartAsync);
    }

    [Fact]
    public async Task OpenAsync_SqliteFileIsAway_DeliversTheTicketAndDefersTheHarvest()
    {
        using var folder = new WorkFolder();
        string file = Path.Combine(folder.Path, "desk.db");
        var database = new Database(Database.Sqlite, $"Data Source={file};Mode=ReadWrite;Pooling=False");
        await (database with { ConnectionString = $"Data Source={file};Pooling=False" }).CreateTablesAsync();
        byte[] mail = await SignedMailAsync(database);

        await ReceiveAsync(database, mail, () => MoveAsync(file, file + ".away"), () => MoveAsync(file + ".away", file));
    }

    private async Task ReceiveAsync(Database database, byte[] mail, Func<Task> down, Func<Task> up)
    {
        await using var host = new TestHost(database, _hostKey);
        await down();

        using (OpenedMessage opened = await host.OpenAsync(mail, Desk))
        {
            opened.Content.TextBody.Trim().Should().Be("It does not work.");
            opened.Signature.Status.Should().Be(SignatureStatus.Valid);
            opened.Harvest.Status.Should().Be(HarvestStatus.Deferred);
            opened.Harvest.Reason.Should().Be(HarvestReason.CacheUnavailable);
        }

        await up();
        using (OpenedMessage repeated = await host.OpenAsync(mail, Desk))
        {
            repeated.Harvest.Status.Should().Be(HarvestStatus.Stored);
        }

        (await host.Cache.FindAsync(string.Empty, Alice, CancellationToken.None)).Should().ContainSingle();
    }

    private async Task<byte[]> SignedMailAsync(Database database)
    {
        await using var customer = new TestHost(database, _hostKey);
        await customer.ImportAsync(TestAuthority.Issuing.Issue(new TestSubject(Alice)), Alice, "secret");
        return await customer.SignedMailAsync(Alice, Desk, "It does not work.");
    }

    private static Task MoveAsync(string from, string to)
    {
        foreach (string end in (string[])[string.Empty, "-wal", "-shm"])
        {
            if (File.Exists(from + end))
            {
                File.Move(from + end, to + end);
            }
        }

        return Task.CompletedTask;
    }
}
