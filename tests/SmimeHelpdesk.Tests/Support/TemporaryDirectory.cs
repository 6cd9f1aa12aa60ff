namespace SmimeHelpdesk.Tests.Support;

/// <summary>A directory that goes with the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("smime-tests-").FullName;

    public string[] Files => Directory.GetFiles(Path);

    public string Write(byte[] content)
    {
        string file = System.IO.Path.Combine(Path, Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(file, content);
        return file;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
