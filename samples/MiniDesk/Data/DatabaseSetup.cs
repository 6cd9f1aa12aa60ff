using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MiniDesk.Data;

/// <summary>SQLite until a connection string names PostgreSQL; the tables are made at the first start.</summary>
internal static class DatabaseSetup
{
    private const int CreationAttempts = 20;

    public static DbContextOptionsBuilder UseDesk(this DbContextOptionsBuilder options, DeskSettings settings) =>
        settings.ConnectionString is { Length: > 0 } postgreSql
            ? options.UseNpgsql(postgreSql)
            : options.UseSqlite($"Data Source={Path.Combine(settings.DataFolder, "desk.db")}");

    /// <summary>A host with a life of its own uses migrations here; a sample that starts from nothing does not need them.</summary>
    public static async Task CreateAsync(IDbContextFactory<DeskContext> contexts)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await using DeskContext context = await contexts.CreateDbContextAsync();
                await context.Database.EnsureCreatedAsync();
                if (context.Database.IsSqlite())
                {
                    await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
                }

                return;
            }
            catch (DbException) when (attempt < CreationAttempts)
            {
                // the other instance makes the tables at the same moment, or the server is not there yet
                await Task.Delay(TimeSpan.FromMilliseconds(500));
            }
        }
    }
}
