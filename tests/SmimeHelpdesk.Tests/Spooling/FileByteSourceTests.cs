using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Spooling;

public sealed class FileByteSourceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Read_AfterTheHostClosedItsStream_StillWorks()
    {
        byte[] bytes = new byte[2 << 20];
        bytes[^1] = 9;
        FileStream stream = File.OpenRead(_directory.Write(bytes));
        using FileByteSource source = FileByteSource.TryOpen(stream)!;
        stream.Dispose();
        byte[] last = new byte[1];

        source.Read(bytes.Length - 1, last).Should().Be(1);
        last[0].Should().Be(9);
    }

    [Fact]
    public void Dispose_AfterTheHostClosedItsStream_ClosesTheFile()
    {
        string file = _directory.Write(new byte[2 << 20]);
        FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.None);
        FileByteSource source = FileByteSource.TryOpen(stream)!;
        stream.Dispose();
        FluentActions.Invoking(() => File.Open(file, FileMode.Open, FileAccess.Read, FileShare.None)).Should().Throw<IOException>("it is still open");

        source.Dispose();
        source.Dispose();

        File.Open(file, FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
        FluentActions.Invoking(() => source.Read(0, new byte[1])).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void Dispose_WhileTheHostsStreamIsOpen_LeavesItOpen()
    {
        using FileStream stream = File.OpenRead(_directory.Write(new byte[2 << 20]));

        FileByteSource.TryOpen(stream)!.Dispose();

        stream.Position.Should().Be(stream.Length, "the message was read to its end");
        stream.Position = 0;
        stream.ReadByte().Should().Be(0);
    }

    [Fact]
    public void TryOpen_WhatIsSmallOrNoFile_GivesNone()
    {
        using FileStream small = File.OpenRead(_directory.Write(new byte[1000]));
        using var memory = new MemoryStream(new byte[2 << 20]);
        using FileStream read = File.OpenRead(_directory.Write(new byte[2 << 20]));
        read.Position = read.Length - 10;

        FileByteSource.TryOpen(small).Should().BeNull();
        FileByteSource.TryOpen(memory).Should().BeNull();
        FileByteSource.TryOpen(read).Should().BeNull();
    }
}
