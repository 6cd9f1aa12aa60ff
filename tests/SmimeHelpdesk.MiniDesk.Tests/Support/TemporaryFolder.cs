namespace SmimeHelpdesk.MiniDesk.Tests.Support;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("minidesk").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
