using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace SmimeHelpdesk.Stores.Workload.Databases;

/// <summary>A database of one engine, in a form that can be handed to another process.</summary>
internal sealed record Database(string Engine, string ConnectionString)
{
    public const string Sqlite = "sqlite";

    public const string PostgreSql = "postgresql";

    public IDbContextFactory<HelpdeskContext> Contexts(ILoggerFactory? logs = null) => new Factory(Options(logs));

    public HelpdeskContext NewContext() => new(Options(null));

    public void Configure(DbContextOptionsBuilder options)
    {
        _ = Engine == Sqlite ? options.UseSqlite(ConnectionString) : options.UseNpgsql(ConnectionString);
    }

    public async Task CreateTablesAsync()
    {
        await using HelpdeskContext context = NewContext();
        await context.Database.EnsureCreatedAsync();
    }

    private DbContextOptions<HelpdeskContext> Options(ILoggerFactory? logs)
    {
        var builder = new DbContextOptionsBuilder<HelpdeskContext>();
        Configure(builder);
        return builder.UseLoggerFactory(logs).Options;
    }

    private sealed class Factory(DbContextOptions<HelpdeskContext> options) : IDbContextFactory<HelpdeskContext>
    {
        public HelpdeskContext CreateDbContext() => new(options);
    }
}
