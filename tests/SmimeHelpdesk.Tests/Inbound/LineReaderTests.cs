using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class LineReaderTests
{
    private const int Window = 64 << 10;

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
        string text = new string('a', Window + shift) + "\r\n--b\r\nrest";

        Find(OutOfMemory(Ascii(text)), slow: false).Should().Equal((Window + shift + 2L, Window + shift + 5L, Window + shift));
    }

    [Fact]
    public void Read_AnyText_GivesItsLines()
    {
        var random = new Random(4);
        for (int i = 0; i < 200; i++)
        {
            byte[] text = [.. Enumerable.Range(0, random.Next(1, 30)).SelectMany(_ => Piece(random, i))];

            ReadAll(ByteSource.From(text)).Should().Equal(Lines(text));
            ReadAll(OutOfMemory(text)).Should().Equal(Lines(text));
        }
    }

    // The break, or half of it, on either side of the window's end; the line after it is seen whole.
    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public void Read_LineOfAboutAWindow_EndsWhereItsBreakBegins(string lineBreak)
    {
        for (int length = Window - 3; length <= Window + 3; length++)
        {
            byte[] text = Ascii(new string('a', length) + lineBreak + "next" + lineBreak);

            ReadAll(OutOfMemory(text)).Should().Equal(Lines(text));
            ReadAll(ByteSource.From(text)).Should().Equal(Lines(text));
        }
    }

    [Theory]
    [InlineData(LineReader.VisibleLength - 1, true)]
    [InlineData(LineReader.VisibleLength, true)]
    [InlineData(LineReader.VisibleLength + 1, false)]
    public void IsWhole_LineThatCanBeSeen_IsNoLongerThanWhatIsShown(int length, bool isWhole)
    {
        foreach (string end in new[] { "\r\n", string.Empty })
        {
            using var reader = new LineReader(OutOfMemory(Ascii(new string('a', length) + end)), 0);

            reader.Read().Should().BeTrue();

            reader.IsWhole.Should().Be(isWhole);
            reader.Text.Length.Should().Be(Math.Min(length, LineReader.VisibleLength));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n--b")]
    [InlineData("--b")]
    [InlineData("\r\n--b\r\n-\n\n--\n")]
    [InlineData("-\n--")]
    public void ReadDelimiter_ShortText_FindsWhatItsLinesSay(string text)
    {
        (long, long, long)[] expected = [.. Lines(Ascii(text)).Where(line => line.Text.StartsWith("--", StringComparison.Ordinal)).Select(line => (line.Start, line.End, line.PreviousEnd))];

        Find(ByteSource.From(Ascii(text)), slow: false).Should().Equal(expected);
        Find(OutOfMemory(Ascii(text)), slow: false).Should().Equal(expected);
    }

    // The delimiter's line is known to begin, and only its first octet is in the window yet.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ReadDelimiter_NextLineAtTheEndOfTheWindow_IsRead(int seen)
    {
        string first = "--" + new string('a', Window - seen - 3) + "\n";

        Find(OutOfMemory(Ascii(first + "--b\nrest")), slow: false).Should().Equal((0L, Window - seen - 1L, 0L), (Window - seen, Window - seen + 3L, Window - seen - 1L));
    }

    [Fact]
    public void ReadDelimiter_None_EndsAtTheEnd()
    {
        using var reader = new LineReader(ByteSource.From(Ascii("one\ntwo\n")), 0);

        reader.ReadDelimiter().Should().BeFalse();

        (reader.Start, reader.Next).Should().Be((8, 8));
        reader.Read().Should().BeFalse();
    }

    [Fact]
    public void Read_FromAnOffset_BeginsThere()
    {
        foreach (ByteSource source in new[] { ByteSource.From(Ascii("one\ntwo\nthree")), OutOfMemory(Ascii("one\ntwo\nthree")) })
        {
            using var reader = new LineReader(source, 4);

            reader.PreviousEnd.Should().Be(4);
            reader.Read().Should().BeTrue();
            (reader.Start, reader.End, reader.Next).Should().Be((4, 7, 8));
        }
    }

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private static byte[] Piece(Random random, int round) => random.Next(6) == 0
        ? [.. Enumerable.Repeat((byte)'a', random.Next(round % 4 == 0 ? 70_000 : 50))]
        : Ascii(Pieces[random.Next(Pieces.Length)]);

    // Read through the window, as a file is.
    private static SegmentedByteSource OutOfMemory(byte[] text) => new(ByteSource.From(text), [(0, text.Length / 2), (text.Length / 2, text.Length - (text.Length / 2))]);

    private static List<Line> ReadAll(ByteSource text)
    {
        var found = new List<Line>();
        using var reader = new LineReader(text, 0);
        while (reader.Read())
        {
            found.Add(new Line(reader.Start, reader.End, reader.Next, reader.PreviousEnd, System.Text.Encoding.ASCII.GetString(reader.Text)));
        }

        return found;
    }

    // What a line is, in as few words as possible.
    private static IEnumerable<Line> Lines(byte[] text)
    {
        int previous = 0;
        for (int start = 0; start < text.Length;)
        {
            int feed = Array.IndexOf(text, (byte)'\n', start);
            int next = feed < 0 ? text.Length : feed + 1;
            int end = feed < 0 ? text.Length : feed > start && text[feed - 1] == '\r' ? feed - 1 : feed;
            yield return new Line(start, end, next, previous, System.Text.Encoding.ASCII.GetString(text[start..Math.Min(end, start + LineReader.VisibleLength)]));
            previous = end;
            start = next;
        }
    }

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

    private sealed record Line(long Start, long End, long Next, long PreviousEnd, string Text);
}
