using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Tests.Cms.Reading;

public sealed class CanonicalTextStreamTests
{
    [Fact]
    public void HasBareLineFeed_AnyText_SaysWhatALoopSays()
    {
        var random = new Random(2);
        for (int i = 0; i < 2000; i++)
        {
            byte[] text = new byte[random.Next(200)];
            for (int at = 0; at < text.Length; at++)
            {
                text[at] = random.Next(40) switch { 0 => (byte)'\r', 1 when i % 2 == 0 => (byte)'\n', _ => (byte)'x' };
                if (at > 0 && text[at - 1] == '\r')
                {
                    text[at] = (byte)'\n';
                }
            }

            bool expected = text.Index().Any(octet => octet.Item == '\n' && (octet.Index == 0 || text[octet.Index - 1] != '\r'));
            CanonicalTextStream.HasBareLineFeed(ByteSource.From(text)).Should().Be(expected);
            CanonicalTextStream.HasBareLineFeed(NotInMemory(text)).Should().Be(expected);
        }
    }

    [Theory]
    [InlineData(32 * 1024)]
    [InlineData(32 * 1024 - 1)]
    [InlineData(32 * 1024 + 1)]
    public void HasBareLineFeed_AtTheEndOfAPiece_LooksAtTheOctetBefore(int position)
    {
        byte[] text = new byte[100_000];
        text[position - 1] = (byte)'\r';
        text[position] = (byte)'\n';
        CanonicalTextStream.HasBareLineFeed(NotInMemory(text)).Should().BeFalse();

        text[position - 1] = (byte)'x';
        CanonicalTextStream.HasBareLineFeed(NotInMemory(text)).Should().BeTrue();
    }

    private static JoinedByteSource NotInMemory(byte[] text) => new(ByteSource.From(text.AsMemory(0, text.Length / 2)), ByteSource.From(text.AsMemory(text.Length / 2)));
}
