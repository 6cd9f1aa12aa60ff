using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class LineReaderTests
{
    private static readonly string[] Pieces = ["--", "-", "--b", "\r\n", "\n", "\r", "\r\n--", "\n--b\r\n", "text", "\n\n", "\r\n\r\n", "x--\r"];

    [Fact]
    public void ReadDelimiter_AnyText_FindsWhatReadingEachLineFinds()
    {
        var random = new Random(3);
        for (int i = 0; i < 400; i++)
        {
            // Long runs of text move what matters across the ends of the reader's window.
            byte[] text = [.. Enumerable.Range(0, random.Next(1, 40)).SelectMany(_ => Piece(random, i))];

            List<(long Start, long End, long PreviousEnd)> expected = Find(ByteSource.From(text), slow: true);
            Find(ByteSource.From(text), slow: false).Should().Equal(expected, "that is how {0} is read", Convert.ToBase64String(text[..Math.Min(60, text.Length)]));
            Find(OutOfMemory(text), slow: true).Should().Equal(expected);
            Find(OutOfMemory(text), slow: false).Should().Equal(expected);
        }
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(-2)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void ReadDelimiter_AtTheEndOfTheWindow_FindsItAndTheLineBefore(int shift)
    {
        const int window = 64 << 10;
        string text = new string('a', window + shift) + "\r\n--b\r\nrest";

        Find(OutOfMemory(System.Text.Encoding.ASCII.GetBytes(text)), slow: false).Should().Equal((window + shift + 2L, window + shift + 5L, window + shift));
    }

    private static byte[] Piece(Random random, int round) => random.Next(6) == 0
        ? [.. Enumerable.Repeat((byte)'a', random.Next(round % 4 == 0 ? 70_000 : 50))]
        : System.Text.Encoding.ASCII.GetBytes(Pieces[random.Next(Pieces.Length)]);

    // Read through the window, as a file is.
    private static SegmentedByteSource OutOfMemory(byte[] text) => new(ByteSource.From(text), [(0, text.Length / 2), (text.Length / 2, text.Length - (text.Length / 2))]);

    private static List<(long Start, long End, long PreviousEnd)> Find(ByteSource text, bool slow)
    {
        var found = new List<(long, long, long)>();
        using var reader = new LineReader(text, 0);
        while (slow ? reader.Read() : reader.ReadDelimiter())
        {
            if (reader.Text.StartsWith("--"u8))
            {
                found.Add((reader.Start, reader.End, reader.PreviousEnd));
            }
        }

        return found;
    }
}
