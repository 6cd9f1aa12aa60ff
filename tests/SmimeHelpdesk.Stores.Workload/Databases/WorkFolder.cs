namespace SmimeHelpdesk.Stores.Workload.Databases;

/// <summary>A folder that goes with the work done in it. Its name is short, because a socket's path may have 107 bytes.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("smime-").FullName;

    /// <summary>A SQLite database in this folder.</summary>
    public Database NewSqlite(string options = "") =>
        new(Database.Sqlite, $"Data Source={System.IO.Path.Combine(Path, Guid.NewGuid().ToString("N") + ".db")};Pooling=True;{options}");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}
