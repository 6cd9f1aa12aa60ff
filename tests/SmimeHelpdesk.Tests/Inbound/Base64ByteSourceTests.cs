using System.Text;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class Base64ByteSourceTests
{
    private const int Chunk = TransferDecoder.ChunkLength;

    public static TheoryData<string> Forms => ["lines", "one line", "no padding", "blank chunks", "blank at the end", "junk", "empty", "nothing but blanks"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_AnywhereInABody_IsWhatDecodingItWholeGives(string form)
    {
        byte[] content = Content(form);
        var random = new Random(2);
        using var source = new Base64ByteSource(new Trickle(Body(form, content)));

        source.Length.Should().Be(content.Length);
        Read(source, 0, content.Length + 10).AsSpan().SequenceEqual(content).Should().BeTrue();
        for (int i = 0; i < 60; i++)
        {
            int offset = random.Next(content.Length + 2);
            int length = random.Next(i % 2 == 0 ? 100 : 60_000);

            int end = Math.Min(offset + length, content.Length);
            Read(source, offset, length).AsSpan().SequenceEqual(content.AsSpan(Math.Min(offset, end)..end)).Should().BeTrue();
        }
    }

    [Fact]
    public void Read_AtTheEdgeOfAChunk_GoesOnInTheNext()
    {
        byte[] content = Content("one line");
        using var source = new Base64ByteSource(new Trickle(Body("one line", content)));
        const int edge = Chunk / 4 * 3;

        Read(source, edge, 5).Should().Equal(content[edge..(edge + 5)]);
        Read(source, edge - 1, 5).Should().Equal(content[(edge - 1)..(edge + 4)]);
        Read(source, edge - 5, 5).Should().Equal(content[(edge - 5)..edge]);
    }

    [Fact]
    public void Read_OutsideTheContent_IsNothing()
    {
        using var source = new Base64ByteSource(new Trickle(Encoding.ASCII.GetBytes("SGVsbG8")));

        Read(source, -1, 3).Should().BeEmpty();
        Read(source, 5, 3).Should().BeEmpty();
        Read(source, 6, 3).Should().BeEmpty();
        Read(source, 4, 3).Should().Equal((byte)'o');
    }

    [Fact]
    public void Read_WhereItWasReadBefore_DecodesNothingAgain()
    {
        byte[] content = Content("lines");
        var body = new Trickle(Body("lines", content));
        using var source = new Base64ByteSource(body);
        Read(source, 10, 5);
        int reads = body.Reads;

        Read(source, 15, 100).Should().Equal(content[15..115]);

        body.Reads.Should().Be(reads);
        Read(source, content.Length - 1, 1).Should().Equal(content[^1]);
        body.Reads.Should().BeGreaterThan(reads);
    }

    [Fact]
    public void Dispose_WhatWasDecoded_IsNoLongerThere()
    {
        var source = new Base64ByteSource(new Trickle(Encoding.ASCII.GetBytes("SGVsbG8")));
        Read(source, 0, 5).Should().Equal("Hello"u8.ToArray());

        source.Dispose();

        Read(source, 0, 5).Should().OnlyContain(octet => octet == 0);
    }

    private static byte[] Content(string form)
    {
        byte[] content = new byte[form is "empty" or "nothing but blanks" ? 0 : 200_001];
        new Random(9).NextBytes(content);
        return content;
    }

    private static byte[] Body(string form, byte[] content)
    {
        string lines = Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks);
        string line = Convert.ToBase64String(content);
        string text = form switch
        {
            "lines" => lines + "\r\n",
            "one line" => line,
            "no padding" => lines.TrimEnd('='),
            "blank chunks" => string.Concat(line[..Chunk], new string(' ', 2 * Chunk), line[Chunk..]),
            "blank at the end" => line + new string('\n', 2 * Chunk),
            "junk" => "!" + lines.Replace("\r\n", "-\r\n*", StringComparison.Ordinal),
            "empty" => string.Empty,
            _ => new string(' ', Chunk + 1),
        };
        return Encoding.ASCII.GetBytes(text);
    }

    private static byte[] Read(ByteSource source, long offset, int length)
    {
        byte[] buffer = new byte[length];
        return buffer[..source.Read(offset, buffer)];
    }

    // A source that gives less than it is asked for, as a network share may.
    private sealed class Trickle(byte[] bytes) : ByteSource
    {
        public int Reads { get; private set; }

        public override long Length => bytes.Length;

        public override int Read(long offset, Span<byte> buffer)
        {
            Reads++;
            int count = (int)Math.Clamp(bytes.Length - offset, 0, Math.Min(buffer.Length, 5000));
            bytes.AsSpan((int)Math.Min(offset, bytes.Length), count).CopyTo(buffer);
            return count;
        }
    }
}
