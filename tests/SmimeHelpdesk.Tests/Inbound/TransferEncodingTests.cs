using System.Text;
using SmimeHelpdesk.Inbound;

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
}
