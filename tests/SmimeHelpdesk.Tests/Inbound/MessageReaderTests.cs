using FluentAssertions;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class MessageReaderTests
{
    private const int Length = 100_000;

    [Theory]
    [InlineData(Length)]
    [InlineData(Length - 1)]
    [InlineData(Length + 70_000)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task ReadAsync_WhateverLengthTheStreamStates_GivesWhatItHolds(long stated)
    {
        byte[] bytes = Bytes(Length);

        (byte[] read, bool isComplete) = await ReadAsync(bytes, stated, SmimePolicy.Default);

        isComplete.Should().BeTrue();
        read.Should().Equal(bytes);
    }

    [Theory]
    [InlineData(Length, true)]
    [InlineData(Length - 1, false)]
    public async Task ReadAsync_AroundTheLimit_KeepsTheBeginningAndSaysSo(long limit, bool isWhole)
    {
        byte[] bytes = Bytes(Length);
        SmimePolicy policy = SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumMessageSize = limit } };
        foreach (long stated in new[] { Length, 10, -1 })
        {
            (byte[] read, bool isComplete) = await ReadAsync(bytes, stated, policy);

            isComplete.Should().Be(isWhole);
            read.Should().Equal(bytes[..(int)Math.Min(limit, Length)]);
        }
    }

    private static async Task<(byte[] Read, bool IsComplete)> ReadAsync(byte[] bytes, long stated, SmimePolicy policy)
    {
        using var owned = new OwnedResources();
        await using var stream = new DribblingStream(bytes, stated);
        (ByteSource raw, bool isComplete) = await MessageReader.ReadAsync(stream, policy, owned, TestContext.Current.CancellationToken);
        return (raw.ToMemory(long.MaxValue).ToArray(), isComplete);
    }

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    // Gives little at a time, and states a length that need not be true; below zero it does not state any.
    private sealed class DribblingStream(byte[] bytes, long stated) : MemoryStream(bytes, writable: false)
    {
        private const int MostAtOnce = 4001;

        public override bool CanSeek => stated >= 0;

        public override long Length => stated;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, MostAtOnce)], cancellationToken);
    }
}
