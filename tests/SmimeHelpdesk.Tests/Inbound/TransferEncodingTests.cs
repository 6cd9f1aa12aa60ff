using System.Text;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Tests.Inbound;

public class TransferEncodingTests
{
    [Theory]
    [InlineData("base64", "SGVsbG8sIHdvcmxkIQ==")]
    [InlineData("base64", "SGVsbG8sIHdvcmxkIQ")]
    [InlineData("BASE64", "SGVs\nbG8s\n IHdv\tcmxk\n\nIQ==\n")]
    [InlineData("base64", "S-G*V\u00E4s!bG8sIHdvcmxkIQ==")]
    [InlineData("base64", "SGVsbG8=LCB3b3JsZCE=")]
    [InlineData("base64", "SGVsbG8=\nLCB3b3JsZCE")]
    [InlineData("quoted-printable", "Hello,=20wor=\nld!")]
    [InlineData("quoted-printable", "=48ello, world=21")]
    [InlineData("x-uuencode", "begin 644 a.txt\n-2&5L;&\\L('=O<FQD(0``\n`\nend\n")]
    [InlineData("7bit", "Hello, world!")]
    [InlineData("no-such-encoding", "Hello, world!")]
    public void Decode_AnyForm_GivesTheContent(string encoding, string body)
    {
        ParsedEntity part = Mail.Parse($"Content-Type: text/plain\nContent-Transfer-Encoding: {encoding}\n\n{body}");

        Encoding.ASCII.GetString(Mail.Decode(part)).Should().Be("Hello, world!");
    }

    [Fact]
    public void Decode_Identity_CopiesNothing()
    {
        ParsedEntity part = Mail.Parse("Content-Type: text/plain\nContent-Transfer-Encoding: 8bit\n\nx");

        RawMime.Decode(part, SmimeLimits.Default).Should().BeSameAs(part.Body);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(48 * 1024)]
    [InlineData(300_001)]
    public void Decode_AnyLength_AllWaysAgree(int length)
    {
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);
        foreach (Base64FormattingOptions form in new[] { Base64FormattingOptions.InsertLineBreaks, Base64FormattingOptions.None })
        {
            ParsedEntity part = Mail.Parse("Content-Type: a/b\nContent-Transfer-Encoding: base64\n\n" + Convert.ToBase64String(content, form) + "\n");
            using Stream stream = TransferEncoding.OpenRead(part);
            using var read = new MemoryStream();
            stream.CopyTo(read, 777);

            Mail.Decode(part).Should().Equal(content);
            read.ToArray().Should().Equal(content);
            TransferEncoding.Measure(part).Should().Be(length);
        }
    }

    [Fact]
    public void Decode_RandomBytes_NeverThrowsAndAllWaysAgree()
    {
        var random = new Random(7);
        foreach (string encoding in new[] { "base64", "quoted-printable", "x-uuencode" })
        {
            for (int i = 0; i < 300; i++)
            {
                byte[] body = new byte[random.Next(400)];
                random.NextBytes(body);
                ParsedEntity part = Mail.Parse([.. Mail.Crlf($"Content-Type: a/b\nContent-Transfer-Encoding: {encoding}\n\n"), .. body]);
                using var read = new MemoryStream();
                using Stream stream = TransferEncoding.OpenRead(part);
                stream.CopyTo(read);

                Mail.Decode(part).Should().Equal(read.ToArray());
                TransferEncoding.Measure(part).Should().Be(read.Length);
            }
        }
    }

    [Fact]
    public void Decode_MessageInBase64_IsDecoded() =>
        Encoding.ASCII.GetString(Mail.Decode(Mail.Parse("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + Convert.ToBase64String("Subject: x"u8)))).Should().Be("Subject: x");

    [Theory]
    [InlineData("base64")]
    [InlineData("quoted-printable")]
    [InlineData("x-uuencode")]
    [InlineData("8bit")]
    public void Decode_BodyThatIsNotInMemory_IsTheSame(string encoding)
    {
        var random = new Random(8);
        foreach (int length in new[] { 0, 1, 4, TransferDecoder.ChunkLength - 1, TransferDecoder.ChunkLength, TransferDecoder.ChunkLength + 1, (3 * TransferDecoder.ChunkLength) + 7 })
        {
            byte[] body = [.. Enumerable.Range(0, length).Select(_ => (byte)"ABCDabcd0123=\n\n"[random.Next(15)])];
            byte[] mail = [.. Mail.Crlf($"Content-Type: a/b\nContent-Transfer-Encoding: {encoding}\n\n"), .. body];
            ParsedEntity part = RawMime.Parse(new JoinedByteSource(ByteSource.From(mail.AsMemory(0, mail.Length / 2)), ByteSource.From(mail.AsMemory(mail.Length / 2))), SmimeLimits.Default);
            using var read = new MemoryStream();
            using Stream stream = TransferEncoding.OpenRead(part);
            stream.CopyTo(read);

            byte[] expected = Mail.Decode(Mail.Parse(mail));
            Mail.Decode(part).AsSpan().SequenceEqual(expected).Should().BeTrue();
            read.ToArray().AsSpan().SequenceEqual(expected).Should().BeTrue();
            TransferEncoding.Measure(part).Should().Be(expected.Length);
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Decode_Base64PastEightMegabytes_IsNotHeldDecoded(int more, bool isInPlace)
    {
        byte[] mail = [.. Mail.Crlf("Content-Type: a/b\nContent-Transfer-Encoding: base64\n\n"), .. Enumerable.Repeat((byte)'A', (8 << 20) + more)];

        ByteSource decoded = RawMime.Decode(Mail.Parse(mail), SmimeLimits.Default);

        (decoded is Base64ByteSource).Should().Be(isInPlace);
        decoded.Length.Should().Be(6 << 20);
    }

    [Fact]
    public void Decode_OtherEncodingPastEightMegabytes_IsDecodedAtOnce()
    {
        byte[] mail = [.. Mail.Crlf("Content-Type: a/b\nContent-Transfer-Encoding: quoted-printable\n\n"), .. Enumerable.Repeat((byte)'A', (8 << 20) + 1)];

        RawMime.Decode(Mail.Parse(mail), SmimeLimits.Default).Length.Should().Be((8 << 20) + 1);
    }

    [Fact]
    public void Decode_BodyLargerThanAMessageMayBe_IsALimit()
    {
        ParsedEntity part = Mail.Parse("Content-Type: a/b\nContent-Transfer-Encoding: base64\n\nAAAAAAAA");

        Mail.Bytes(TransferEncoding.Decode(part, SmimeLimits.Default with { MaximumMessageSize = 8 })).Should().HaveCount(6);
        FluentActions.Invoking(() => TransferEncoding.Decode(part, SmimeLimits.Default with { MaximumMessageSize = 7 })).Should().Throw<LimitExceededException>();
    }

    [Fact]
    public void Decode_BodyThatNoArrayHolds_IsALimit()
    {
        ParsedEntity part = Mail.Parse("Content-Type: a/b\nContent-Transfer-Encoding: quoted-printable\n\nx");
        using var vast = new ParsedEntity(part.Entity, part.Headers, part.Raw, new VastSource(), []);

        FluentActions.Invoking(() => TransferEncoding.Decode(vast, SmimeLimits.Default with { MaximumMessageSize = long.MaxValue })).Should().Throw<LimitExceededException>();
    }

    [Theory]
    [InlineData("base64", true)]
    [InlineData("8bit", true)]
    [InlineData("quoted-printable", false)]
    [InlineData("x-uuencode", false)]
    public void IsDecodedInPlace_AnyEncoding_TellsWhatNeedsNoMemory(string encoding, bool isInPlace) =>
        TransferEncoding.IsDecodedInPlace(Mail.Parse($"Content-Type: a/b\nContent-Transfer-Encoding: {encoding}\n\nx")).Should().Be(isInPlace);

    [Fact]
    public void Decode_MultipartWithAnEncoding_IsAsItIs()
    {
        ParsedEntity multipart = Mail.Parse("Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n--b\n\nx\n--b--\n");

        TransferEncoding.Decode(multipart, SmimeLimits.Default).Should().BeSameAs(multipart.Body);
    }

    private sealed class VastSource : ByteSource
    {
        public override long Length => 1L << 32;

        public override int Read(long offset, Span<byte> buffer) => 0;
    }
}
