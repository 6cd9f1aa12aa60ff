using System.Text;
using MimeKit;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Tests.Inbound;

public class RawMimeTests
{
    [Theory]
    [InlineData("Hello, world!")]
    [InlineData("")]
    [InlineData("\n\nHello\n")]
    [InlineData("Note: see below\nand more\n")]
    [InlineData("Note: see below\n\nand more\n")]
    [InlineData("From here on, it is a story.\n\nSecond paragraph")]
    [InlineData("Subject: but then\nno header after all\n")]
    [InlineData(" Content-Type: text/html\n\nindented")]
    [InlineData("http://example.com/: a link\n")]
    [InlineData("12:30 lunch\n13:30 back\n")]
    public void Parse_TextWithoutHeader_IsOnePartWithNothingLost(string text)
    {
        ParsedEntity entity = Mail.Parse(text);

        entity.Entity.Should().BeOfType<TextPart>();
        entity.Headers.Should().BeEmpty();
        Mail.Bytes(entity.Body).Should().Equal(Mail.Crlf(text));
    }

    [Theory]
    [InlineData("Content-Type: text/html\n\n<p>x")]
    [InlineData("From mail Mon Jan 1 00:00:00 2026\nContent-Type: text/html\n\n<p>x")]
    [InlineData(">From mail\nContent-Type: text/html\n\n<p>x")]
    [InlineData("\n\nContent-Type: text/html\n\n<p>x")]
    [InlineData("Subject : a\nContent-Type: text/html\nX-Broken: a\n \t\n\n<p>x")]
    [InlineData("Subject: a\n>From mail\nContent-Type: text/html\n\n<p>x")]
    [InlineData("MIME-Version: 1.0\nContent-Type: text/html\n<p>x")]
    public void Parse_HeaderOfAnyShape_IsRead(string text)
    {
        ParsedEntity entity = Mail.Parse(text);

        entity.ContentType.MimeType.Should().Be("text/html");
        Mail.Text(entity.Body).Should().Be("<p>x");
    }

    [Theory]
    [InlineData("Subject: x\nno field\nFrom: mallory@evil.example\n\nbody")]
    [InlineData("Subject: x\n\nFrom: mallory@evil.example\n\nbody")]
    public void HeaderOnly_WhereTheBodyHasBegun_IsReadNoFurther(string mail) =>
        RawMime.HeaderOnly(SmimeHelpdesk.Spooling.ByteSource.From(Mail.Crlf("Message-ID: <1@x>\n" + mail))).Headers.Select(field => field.Field).Should().Equal("Message-ID", "Subject");

    [Fact]
    public void Parse_EmptyBoundary_DividesNothing() =>
        Mail.Parse("Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nx\n----\n").Children.Should().BeEmpty();

    [Fact]
    public void Parse_ByteOrderMark_IsSkipped() =>
        Mail.Parse([0xEF, 0xBB, 0xBF, .. Mail.Crlf("Subject: a\n\nb")]).Headers[HeaderId.Subject].Should().Be("a");

    [Fact]
    public void Parse_Message_KeepsAllHeadersAndRaw()
    {
        ParsedEntity message = Mail.Parse("From: a@b.example\nSubject: x\nContent-Type: text/plain\n\nbody\n");

        message.Headers.Select(header => header.Field).Should().Equal("From", "Subject", "Content-Type");
        Mail.Text(message.Raw).Should().EndWith("\r\n\r\nbody\r\n");
        Mail.Text(message.Body).Should().Be("body\r\n");
    }

    [Fact]
    public void Parse_FieldMadeOfBlankLines_EndsNothing()
    {
        ParsedEntity message = Mail.Parse("Subject: a\n  \nContent-Type: text/html\n\n<p>");

        message.ContentType.MimeType.Should().Be("text/html");
    }

    [Fact]
    public void Parse_DigestParts_AreMessages() =>
        Mail.Parse("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nx\n--b--\n").Children[0].ContentType.MimeType.Should().Be("message/rfc822");

    [Fact]
    public void Parse_MessageRfc822_HasNoChildren()
    {
        ParsedEntity message = Mail.Parse("Content-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n");

        message.Children.Should().BeEmpty();
        Mail.Text(message.Body).Should().StartWith("Content-Type: multipart/mixed");
    }

    [Fact]
    public void Parse_BoundaryAcrossWindows_IsFound()
    {
        // Lines that end exactly where the reader's window does.
        for (int pad = 65400; pad < 65560; pad++)
        {
            string text = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + new string('x', pad) + "\n--b\n\nsecond\n--b--\n";
            ParsedEntity message = Mail.Parse(text);
            message.Children.Should().HaveCount(2);
            message.Children[0].Body.Length.Should().Be(pad);
            Mail.Text(message.Children[1].Body).Should().Be("second");
        }
    }

    [Fact]
    public void HeaderOnly_Message_HasHeaderAndNoContent()
    {
        byte[] mail = Mail.Crlf("From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n");

        ParsedEntity header = RawMime.HeaderOnly(ByteSource.From(mail));

        header.Headers[HeaderId.Subject].Should().Be("x");
        header.Body.Length.Should().Be(0);
        header.Children.Should().BeEmpty();
    }

    [Fact]
    public void HeaderOnly_HeaderWithoutEnd_IsCutOff()
    {
        byte[] mail = Encoding.ASCII.GetBytes("Subject: x\r\n" + string.Concat(Enumerable.Repeat("X-Y: z\r\n", 100_000)));

        RawMime.HeaderOnly(ByteSource.From(mail)).Headers.Count.Should().BeInRange(1, 1000);
    }
}
