using System.Diagnostics;
using System.Globalization;

namespace SmimeHelpdesk.Stores.Tests.Faults;

/// <summary>A file system in memory that is soon full, and that can be given more room. Needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static async Task<SmallDisk?> TryCreateAsync(int megabytes)
    {
        string path = Directory.CreateTempSubdirectory("smime-disk-").FullName;
        var disk = new SmallDisk(path);
        if (Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() && await MountAsync("-t", "tmpfs", "-o", Size(megabytes), "tmpfs", path))
        {
            return disk;
        }

        Directory.Delete(path);
        return null;
    }

    public async Task GrowAsync(int megabytes) =>
        (await MountAsync("-o", "remount," + Size(megabytes), Path)).Should().BeTrue();

    public void Dispose()
    {
        using (Process process = Process.Start("umount", ["-l", Path]))
        {
            process.WaitForExit();
        }

        Directory.Delete(Path);
    }

    private static string Size(int megabytes) => string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");

    private static async Task<bool> MountAsync(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
