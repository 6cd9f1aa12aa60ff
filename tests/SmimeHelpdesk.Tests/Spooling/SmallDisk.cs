using System.Diagnostics;

namespace SmimeHelpdesk.Tests.Spooling;

/// <summary>A file system of one megabyte, where the system lets a test mount one; the test is skipped where not.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly bool _isMounted;

    public SmallDisk(string parent)
    {
        Path = System.IO.Path.Combine(parent, "disk");
        Directory.CreateDirectory(Path);
        _isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", Path);
        Assert.SkipUnless(_isMounted, "This system does not let a test mount a small file system.");
    }

    public string Path { get; }

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", Path);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
