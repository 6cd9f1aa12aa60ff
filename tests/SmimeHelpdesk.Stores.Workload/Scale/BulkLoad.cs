using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SmimeHelpdesk.EntityFrameworkCore.Model;
using SmimeHelpdesk.Stores.Workload.Databases;

namespace SmimeHelpdesk.Stores.Workload.Scale;

/// <summary>Fills the tables as fast as the engine can, with rows as the stores write them.</summary>
internal static class BulkLoad
{
    public static async Task RunAsync(Database database, int certificates)
    {
        await using HelpdeskContext context = database.NewContext();
        context.AddRange(ScaleRows.AllIssuers);
        await context.SaveChangesAsync();
        if (database.Engine == Database.Sqlite)
        {
            await context.Database.OpenConnectionAsync();
            Load((SqliteConnection)context.Database.GetDbConnection(), certificates);
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            await context.Database.ExecuteSqlRawAsync("ANALYZE");
        }
        else
        {
            await context.Database.OpenConnectionAsync();
            await LoadAsync((NpgsqlConnection)context.Database.GetDbConnection(), certificates);
            context.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            await context.Database.ExecuteSqlRawAsync("VACUUM ANALYZE smime_signer");
            await context.Database.ExecuteSqlRawAsync("CHECKPOINT");
        }
    }

    private static void Load(SqliteConnection connection, int certificates)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO smime_signer (tenant, address, sha256, certificate, issuers, capabilities, signing_time, first_seen, last_seen, message_id, decision, revision)
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;
        foreach (SignerRow row in ScaleRows.All(certificates))
        {
            command.Parameters.Clear();
            object?[] values = Values(row);
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters.AddWithValue("$" + i, values[i]);
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static async Task LoadAsync(NpgsqlConnection connection, int certificates)
    {
        await using NpgsqlBinaryImporter import = await connection.BeginBinaryImportAsync("""
            COPY smime_signer (tenant, address, sha256, certificate, issuers, capabilities, signing_time, first_seen, last_seen, message_id, decision, revision)
            FROM STDIN (FORMAT BINARY)
            """);
        foreach (SignerRow row in ScaleRows.All(certificates))
        {
            await import.StartRowAsync();
            foreach (object? value in Values(row))
            {
                await import.WriteAsync(value, value switch { long => NpgsqlDbType.Bigint, int => NpgsqlDbType.Integer, _ => NpgsqlDbType.Bytea });
            }
        }

        await import.CompleteAsync();
    }

    private static object?[] Values(SignerRow row) =>
    [
        ScaleRows.Key(row.Tenant), ScaleRows.Key(row.Address), row.Sha256, row.Certificate, row.Issuers, row.Capabilities,
        row.SigningTime, row.FirstSeen, row.LastSeen, ScaleRows.Key(row.MessageId!), row.Decision, row.Revision,
    ];
}
