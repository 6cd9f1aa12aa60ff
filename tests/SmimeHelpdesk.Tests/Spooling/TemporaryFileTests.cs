using System.Text;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Spooling;

public sealed class TemporaryFileTests : IDisposable
{
    private static readonly byte[] Canary = Encoding.ASCII.GetBytes("canary in a coal mine");
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Append_Plaintext_LeavesOnlyCiphertextOnTheDisk()
    {
        using TemporaryFile file = WithCanaries();

        byte[] onDisk = ReadShared(_directory.Files.Single());

        onDisk.Length.Should().BeGreaterThan(100_000);
        onDisk.AsSpan().IndexOf(Canary.AsSpan(0, 6)).Should().Be(-1);
        onDisk.Distinct().Should().HaveCount(256, "that is what encrypted zeros look like");
    }

    [Fact]
    public void Append_TheSameBytesTwice_GivesOtherCiphertextEachTime()
    {
        using TemporaryFile first = WithCanaries();
        byte[] before = ReadShared(_directory.Files.Single());
        first.Dispose();
        using TemporaryFile second = WithCanaries();

        ReadShared(_directory.Files.Single()).Should().NotEqual(before);
    }

    [Fact]
    public void Create_OnUnix_GivesAFileForItsOwnerOnly()
    {
        using TemporaryFile file = WithCanaries();
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permissions; the directory's apply.");
            return;
        }

        File.GetUnixFileMode(_directory.Files.Single()).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Dispose_AFile_LeavesNothingAndStopsReading()
    {
        TemporaryFile file = WithCanaries();

        file.Dispose();

        _directory.Files.Should().BeEmpty();
        FluentActions.Invoking(() => file.Read(0, new byte[10])).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void Create_InAMissingDirectory_ThrowsWhatTheSystemSays() =>
        FluentActions.Invoking(() => new TemporaryFile(Path.Combine(_directory.Path, "missing"))).Should().Throw<IOException>();

    [Fact]
    public void Append_OnAFullDisk_ThrowsWhatTheSystemSays()
    {
        using var disk = new SmallDisk(_directory.Path);
        var file = new TemporaryFile(disk.Path);

        FluentActions.Invoking(() => file.Append(new byte[4 << 20])).Should().Throw<IOException>();

        file.Dispose();
        Directory.GetFiles(disk.Path).Should().BeEmpty();
    }

    private TemporaryFile WithCanaries()
    {
        var file = new TemporaryFile(_directory.Path);
        for (int i = 0; i < 20; i++)
        {
            file.Append(Canary);
            file.Append(new byte[10_000]);
        }

        return file;
    }

    private static byte[] ReadShared(string path)
    {
        // On Unix the lock is advisory; where it is not, nobody else can read the file at all.
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets nobody else open the file.");
        using var cat = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("cat", [path]) { RedirectStandardOutput = true })!;
        using var bytes = new MemoryStream();
        cat.StandardOutput.BaseStream.CopyTo(bytes);
        cat.WaitForExit();
        return bytes.ToArray();
    }
}
