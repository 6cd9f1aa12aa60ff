using System.Collections.Concurrent;
using SmimeHelpdesk.Stores.Workload.Databases;

[assembly: AssemblyFixture(typeof(SmimeHelpdesk.Stores.Tests.Engines.TestDatabases))]

namespace SmimeHelpdesk.Stores.Tests.Engines;

/// <summary>Real engines for the tests: SQLite in a temporary folder, and one PostgreSQL server that is started when a test first asks.</summary>
public sealed class TestDatabases : IAsyncDisposable
{
    private readonly WorkFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<Database>>> _shared = new();
    private readonly Lazy<Task<PostgreSqlCluster>> _cluster = new(PostgreSqlCluster.StartNewAsync);

    public static TheoryData<string> Engines => [Database.Sqlite, Database.PostgreSql];

    /// <summary>An empty database with the tables.</summary>
    internal async Task<Database> NewAsync(string engine)
    {
        Database database = engine == Database.Sqlite ? _folder.NewSqlite() : await (await ClusterAsync()).NewDatabaseAsync();
        await database.CreateTablesAsync();
        return database;
    }

    /// <summary>A database that several tests share, each with tenants of its own.</summary>
    internal Task<Database> SharedAsync(string engine)
    {
        if (engine == Database.PostgreSql)
        {
            RequirePostgreSql();
        }

        return _shared.GetOrAdd(engine, key => new Lazy<Task<Database>>(() => NewAsync(key))).Value;
    }

    internal Task<PostgreSqlCluster> ClusterAsync()
    {
        RequirePostgreSql();
        return _cluster.Value;
    }

    public static void RequirePostgreSql() => Require(PostgreSqlPrograms.IsInstalled, "the PostgreSQL server is not installed (Debian: apt-get install postgresql)");

    /// <summary>Ends the test unless the condition holds: by a skip, or by a failure on the build server.</summary>
    public static void Require(bool condition, string reason)
    {
        if (!condition && Environment.GetEnvironmentVariable("SMIME_REQUIRE_PEERS") == "1")
        {
            Assert.Fail(reason);
        }

        Assert.SkipUnless(condition, reason);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster.IsValueCreated)
        {
            await (await _cluster.Value).DisposeAsync();
        }

        _folder.Dispose();
    }
}
