using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Spooling;

public sealed class SpoolTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1000, 0, false)]
    [InlineData(1001, 0, true)]
    [InlineData(0, 1000, false)]
    [InlineData(0, 1001, true)]
    [InlineData(600, 1001, true)]
    public void Write_ToAnySize_IsInAFilePastTheThresholdOnly(int expected, int written, bool isFile)
    {
        byte[] bytes = Bytes(Math.Max(expected, written));
        using var spool = new Spool(new SpoolPlace(_directory.Path, 1000), expected, long.MaxValue);
        foreach (byte[] piece in bytes.Chunk(90))
        {
            spool.Write(piece);
        }

        spool.IsFile.Should().Be(isFile);
        _directory.Files.Should().HaveCount(isFile ? 1 : 0);
        spool.ToSource().ToMemory(5000).ToArray().Should().Equal(bytes);
        spool.Length.Should().Be(bytes.Length);
    }

    [Fact]
    public void Write_WithoutADirectory_StaysInMemory()
    {
        byte[] bytes = Bytes(3 << 20);
        using var spool = new Spool(SpoolPlace.Memory, 10, long.MaxValue);
        foreach (byte[] piece in bytes.Chunk(100_000))
        {
            spool.Write(piece);
        }

        spool.IsFile.Should().BeFalse();
        spool.ToSource().ToMemory(bytes.Length).Span.SequenceEqual(bytes).Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_PastTheLimit_Throws(bool toFile)
    {
        using var spool = new Spool(toFile ? new SpoolPlace(_directory.Path, 10) : SpoolPlace.Memory, 0, 100);
        spool.Write(new byte[100]);

        FluentActions.Invoking(() => spool.Write(new byte[1])).Should().Throw<LimitExceededException>();
        FluentActions.Invoking(() => new Spool(SpoolPlace.Memory, 101, 100)).Should().Throw<LimitExceededException>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dispose_ASpool_LeavesNothing(bool toFile)
    {
        var spool = new Spool(toFile ? new SpoolPlace(_directory.Path, 10) : SpoolPlace.Memory, 0, long.MaxValue);
        spool.Write(Bytes(1000));
        bool isInMemory = spool.ToSource().TryGetMemory(out ReadOnlyMemory<byte> memory);

        spool.Dispose();

        isInMemory.Should().Be(!toFile);
        memory.Span.ContainsAnyExcept((byte)0).Should().BeFalse();
        _directory.Files.Should().BeEmpty();
    }

    [Fact]
    public void Keep_AContentThatFails_LeavesNoFile()
    {
        var place = new SpoolPlace(_directory.Path, 10);

        FluentActions.Invoking(() => Spool.Keep(new FailingContent(), place)).Should().Throw<InvalidOperationException>();

        _directory.Files.Should().BeEmpty();
    }

    private static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    private sealed class FailingContent : IContent
    {
        public long Length => 1000;

        public void WriteTo(Stream output)
        {
            output.Write(new byte[500]);
            throw new InvalidOperationException();
        }
    }
}
