using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Spooling;

/// <summary>Whatever bytes lie in, they read alike.</summary>
public sealed class ByteSourceTests : IDisposable
{
    private static readonly byte[] Content = CreateContent();
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Kinds => [.. SourceKinds.All];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_AtRandomOffsets_GivesWhatStandsThere(string kind)
    {
        using ByteSource source = SourceKinds.Create(kind, Content, _directory);
        var random = new Random(1);
        byte[] buffer = new byte[200_000];

        source.Length.Should().Be(Content.Length);
        for (int i = 0; i < 300; i++)
        {
            int offset = random.Next(Content.Length);
            Check(source, offset, buffer.AsSpan(0, random.Next(i % 3 == 0 ? buffer.Length : 100)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_AroundChunkBoundaries_GivesWhatStandsThere(string kind)
    {
        using ByteSource source = SourceKinds.Create(kind, Content, _directory);
        byte[] buffer = new byte[70_000];
        foreach (int boundary in new[] { 1000, 16, 16 * 1024, 36_000, 48 * 1024, 64 * 1024, 128 * 1024, Content.Length / 3, Content.Length })
        {
            for (int offset = Math.Max(0, boundary - 2); offset < Math.Min(Content.Length, boundary + 2); offset++)
            {
                Check(source, offset, buffer.AsSpan(0, 1));
                Check(source, offset, buffer.AsSpan(0, 3));
                Check(source, offset, buffer);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_OutsideTheSource_GivesNothing(string kind)
    {
        using ByteSource source = SourceKinds.Create(kind, Content, _directory);
        byte[] buffer = new byte[10];

        source.Read(Content.Length, buffer).Should().Be(0);
        source.Read(Content.Length + 1000L, buffer).Should().Be(0);
        source.Read(Content.Length - 4, buffer).Should().Be(4);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WriteTo_OpenReadAndSlices_GiveTheSame(string kind)
    {
        using ByteSource source = SourceKinds.Create(kind, Content, _directory);
        using var written = new MemoryStream();
        using var read = new MemoryStream();
        source.WriteTo(written);
        source.OpenRead().CopyTo(read, 777);

        written.ToArray().Should().Equal(Content);
        read.ToArray().Should().Equal(Content);
        source.Slice(100_000, 5000).ToMemory(5000).ToArray().Should().Equal(Content[100_000..105_000]);
        FluentActions.Invoking(() => source.ToMemory(Content.Length - 1)).Should().Throw<LimitExceededException>();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Read_FromManyThreads_StaysRight(string kind)
    {
        using ByteSource source = SourceKinds.Create(kind, Content, _directory);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            byte[] buffer = new byte[5000];
            for (int i = 0; i < 200; i++)
            {
                Check(source, random.Next(Content.Length), buffer);
            }
        })));
    }

    private static void Check(ByteSource source, int offset, Span<byte> buffer)
    {
        int expected = Math.Min(buffer.Length, Content.Length - offset);
        int read = source.Read(offset, buffer);
        if (read != expected || !buffer[..read].SequenceEqual(Content.AsSpan(offset, expected)))
        {
            Assert.Fail($"At {offset} {read} octets were read, or others than {expected} that stand there.");
        }
    }

    private static byte[] CreateContent()
    {
        byte[] content = new byte[1_300_007];
        new Random(0).NextBytes(content);
        return content;
    }
}
