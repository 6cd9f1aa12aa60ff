using System.Text;
using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public class BodyTextTests
{
    [Theory]
    [InlineData("utf-8", "C3A4E282AC")]
    [InlineData("\"UTF8\"", "C3A4E282AC")]
    [InlineData("iso-8859-1", "E480")]
    [InlineData("windows-1252", "E480")]
    [InlineData("iso-8859-15", "E4A4")]
    [InlineData("us-ascii", "C3A4E282AC")]
    [InlineData("us-ascii", "E480")]
    [InlineData("no-such-charset", "C3A4E282AC")]
    [InlineData("no-such-charset", "E480")]
    [InlineData("utf-7", "C3A4E282AC")]
    [InlineData("utf-16le", "E400AC20")]
    [InlineData("cp1252", "E480")]
    [InlineData("cp99999999999", "E480")]
    [InlineData("iso-8859-1", "EFBBBFC3A4E282AC")]
    public void Read_AnyCharset_IsDecoded(string charset, string hex)
    {
        byte[] mail = [.. Mail.Crlf($"Content-Type: text/plain; charset={charset}\n\n"), .. Convert.FromHexString(hex)];

        BodyText.Read(Mail.Parse(mail), SmimeLimits.Default).Should().Be("\u00E4\u20AC");
    }

    [Theory]
    [InlineData("gb2312", "C4E3")]
    [InlineData("shift_jis", "93FA")]
    [InlineData("iso-2022-jp", "1B2442467C1B2842")]
    [InlineData("big5", "A741")]
    [InlineData("koi8-r", "C1")]
    public void Read_NationalCharset_IsDecoded(string charset, string hex)
    {
        byte[] mail = [.. Mail.Crlf($"Content-Type: text/plain; charset={charset}\n\n"), .. Convert.FromHexString(hex)];

        BodyText.Read(Mail.Parse(mail), SmimeLimits.Default).Should().HaveLength(1).And.NotContain("\uFFFD");
    }

    [Fact]
    public void Read_BrokenUtf8_IsReplacedAndNeverThrows()
    {
        byte[] mail = [.. Mail.Crlf("Content-Type: text/plain; charset=utf-8\n\n"), 0x61, 0xFF, 0x62];

        BodyText.Read(Mail.Parse(mail), SmimeLimits.Default).Should().Be("a\uFFFDb");
    }

    [Theory]
    [InlineData("a\r\nb\rc\u2028d", "a\nb\nc\nd")]
    [InlineData("a\0b\u0007c\u001B[31md\te\u009Bf", "abc[31md\tef")]
    public void Clean_Controls_AreRemovedAndBreaksAlike(string text, string clean) => BodyText.Clean(text).Should().Be(clean);

    [Fact]
    public void Clean_HalfCharacters_AreReplaced() => BodyText.Clean("\uFEFFa\uD800b\U0001F600\uDC00").Should().Be("a\uFFFDb\U0001F600\uFFFD");

    [Fact]
    public void Read_HtmlCharsetInMeta_IsUsed()
    {
        byte[] mail = [.. Mail.Crlf("Content-Type: text/html\n\n<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">"), 0xC1];

        BodyText.Read(Mail.Parse(mail), SmimeLimits.Default).Should().EndWith("\u0430");
    }

    [Theory]
    [InlineData("", "one two\n\n stuffed\n> quoted again \n-- \nme")]
    [InlineData("; delsp=yes", "onetwo\n\n stuffed\n> quotedagain\n-- \nme")]
    public void Read_Flowed_IsUnfolded(string parameter, string text)
    {
        ParsedEntity part = Mail.Parse($"Content-Type: text/plain; format=flowed{parameter}\n\none \ntwo\n\n  stuffed\n> quoted \n> again \n-- \nme");

        BodyText.Read(part, SmimeLimits.Default).TrimEnd().Should().Be(text);
    }

    [Fact]
    public void Read_QuotedPrintableWithSoftBreaks_IsJoined()
    {
        ParsedEntity part = Mail.Parse("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nGesch=C3=A4=\nfts=\n");

        Encoding.UTF8.GetByteCount(BodyText.Read(part, SmimeLimits.Default)).Should().Be(10);
    }
}
