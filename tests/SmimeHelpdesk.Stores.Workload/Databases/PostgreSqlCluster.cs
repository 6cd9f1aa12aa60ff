using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SmimeHelpdesk.Stores.Workload.Databases;

/// <summary>A PostgreSQL server of our own, in a temporary folder, that listens on a socket there and nowhere else.</summary>
internal sealed class PostgreSqlCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WorkFolder _folder = new();
    private readonly StringBuilder _log = new();
    private Process? _server;

    private PostgreSqlCluster()
    {
    }

    public string Folder => _folder.Path;

    private string Data => Path.Combine(Folder, "data");

    public static async Task<PostgreSqlCluster> StartNewAsync()
    {
        var cluster = new PostgreSqlCluster();
        await PostgreSqlPrograms.HandOverAsync(cluster.Folder);

        // Whoever can enter the folder may connect, and only its owner can.
        await PostgreSqlPrograms.RunAsync("initdb", "-D", cluster.Data, "-U", "desk", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        await cluster.StartAsync();
        return cluster;
    }

    public async Task StartAsync()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            Launch();
            while (!_server!.HasExited && watch.Elapsed < Patience)
            {
                if (await AnswersAsync())
                {
                    return;
                }

                await Task.Delay(50);
            }

            // After a kill the old memory segment may still be in use for a moment, and the server then ends at once.
            if (watch.Elapsed >= Patience)
            {
                throw new TimeoutException("PostgreSQL did not start.");
            }

            await Task.Delay(100);
        }
    }

    /// <summary>SIGKILL to the server and all of its processes, as if the power had gone.</summary>
    public async Task KillAsync()
    {
        _server!.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        NpgsqlConnection.ClearAllPools();
    }

    public async Task<Database> NewDatabaseAsync(string? tablespace = null)
    {
        string name = "d" + Guid.NewGuid().ToString("N");
        await ExecuteAsync($"CREATE DATABASE {name}" + (tablespace is null ? string.Empty : " TABLESPACE " + tablespace));
        return new Database(Database.PostgreSql, ConnectionString(name));
    }

    public async Task ExecuteAsync(string sql)
    {
        await using HelpdeskContext context = new Database(Database.PostgreSql, ConnectionString("postgres")).NewContext();
        await context.Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>What <c>pg_dump</c> writes.</summary>
    public async Task<byte[]> DumpAsync(Database database)
    {
        string file = Path.Combine(Data, "dump.sql");
        string name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
        await PostgreSqlPrograms.RunAsync("pg_dump", "-h", Folder, "-U", "desk", "-f", file, name);
        return await File.ReadAllBytesAsync(file);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            await KillAsync();
        }

        _server?.Dispose();
        _folder.Dispose();
    }

    private string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host={Folder};Username=desk;Database={database};Timeout=15;Maximum Pool Size=60");

    private void Launch()
    {
        _server = PostgreSqlPrograms.Start(
            "postgres", "-D", Data, "-k", Folder, "-c", "listen_addresses=", "-c", "max_connections=200", "-c", "shared_buffers=256MB", "-c", "log_min_messages=log");
        _server.OutputDataReceived += (_, _) => { };
        _server.ErrorDataReceived += (_, line) => Append(line.Data);
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
    }

    /// <summary>What the server has logged.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    private void Append(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        await using HelpdeskContext context = new Database(Database.PostgreSql, ConnectionString("postgres")).NewContext();
        return await context.Database.CanConnectAsync();
    }
}
