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

    [Theory]
    [InlineData("\0a", "a")]
    [InlineData("a\r", "a\n")]
    [InlineData("a\r\n", "a\n")]
    [InlineData("a\r\rb", "a\n\nb")]
    [InlineData("a\fb\u0085c\u2029d\u2028", "a\nb\nc\nd\n")]
    [InlineData("\U0001F600", "\U0001F600")]
    [InlineData("\uFEFFplain", "plain")]
    [InlineData("\uFEFF", "")]
    [InlineData("a\uFEFFb\t", "a\uFEFFb\t")]
    public void Clean_AtTheEnds_IsAsInTheMiddle(string text, string clean) => BodyText.Clean(text).Should().Be(clean);

    [Fact]
    public void Clean_NothingToClean_IsNotCopied()
    {
        string text = "one\n\ttwo \u00E4";

        BodyText.Clean(text).Should().BeSameAs(text);
    }

    [Fact]
    public void Clean_HalfCharacters_AreReplaced()
    {
        BodyText.Clean("\uFEFFa\uD800b\U0001F600\uDC00").Should().Be("a\uFFFDb\U0001F600\uFFFD");
        BodyText.Clean("a\uD800").Should().Be("a\uFFFD");
    }

    [Fact]
    public void Read_HtmlCharsetInMeta_IsUsed()
    {
        byte[] mail = [.. Mail.Crlf("Content-Type: text/html\n\n<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">"), 0xC1];

        BodyText.Read(Mail.Parse(mail), SmimeLimits.Default).Should().EndWith("\u0430");
    }

    [Theory]
    [InlineData("", "<meta charset=koi8-r>", "\u0430")]
    [InlineData("", "<META charset=\"koi8-r\">", "\u0430")]
    [InlineData("", "<meta charset='koi8-r'>", "\u0430")]
    [InlineData("", "<meta charset= koi8-r >", "\u0430")]
    [InlineData("", "<meta charset=koi8-r/>", "\u0430")]
    [InlineData("", "<meta content='x; charset=koi8-r; y'>", "\u0430")]
    [InlineData("", "<p>charset=koi8-r<meta name=x>", "\u00C1")]
    [InlineData("", "<p charset=koi8-r>", "\u00C1")]
    [InlineData("", "<meta charset=koi8-r", "\u00C1")]
    [InlineData("", "<meta charset=\"\">", "\u00C1")]
    [InlineData("", "<meta charset=utf-16le>", "\u00C1")]
    [InlineData("; charset=windows-1252", "<meta charset=koi8-r>", "\u00C1")]
    public void Read_HtmlWithALabelOfItsOwn_IsDecodedByTheHeadersFirst(string parameter, string start, string letter)
    {
        byte[] mail = [.. Mail.Crlf($"Content-Type: text/html{parameter}\n\n{start}"), 0xC1];

        BodyText.Read(Mail.Parse(mail), SmimeLimits.Default).Should().Be(start + letter);
    }

    [Theory]
    [InlineData(1023, "\u0430")]
    [InlineData(1024, "\u00C1")]
    public void Read_LabelFarIntoThePage_IsNotLookedFor(int end, string letter)
    {
        const string meta = "<meta charset=koi8-r";
        byte[] mail = [.. Mail.Crlf("Content-Type: text/html\n\n" + new string(' ', end - meta.Length) + meta + ">"), 0xC1];

        BodyText.Read(Mail.Parse(mail), SmimeLimits.Default).Should().EndWith(letter);
    }

    [Fact]
    public void Read_PlainTextAboutHtml_IsNotDecodedByIt()
    {
        byte[] mail = [.. Mail.Crlf("Content-Type: text/plain\n\n<meta charset=koi8-r>"), 0xC1];

        BodyText.Read(Mail.Parse(mail), SmimeLimits.Default).Should().EndWith("\u00C1");
    }

    [Fact]
    public void Read_OctetsThatLookLikeABreak_StayInWideCharacters()
    {
        byte[] mail = [.. Mail.Crlf("Content-Type: text/plain; charset=utf-16be\n\n"), 0x0D, 0x0A, 0x00, (byte)'a'];

        BodyText.Read(Mail.Parse(mail), SmimeLimits.Default).Should().Be("\u0D0Aa");
    }

    [Theory]
    [InlineData("utf-8", "\n\uFFFD\n\nb")]
    [InlineData("us-ascii", "\n\u00FF\n\nb")]
    public void Read_LinesAsTheyTravel_LoseTheirReturns(string charset, string text)
    {
        byte[] mail = [.. Mail.Crlf($"Content-Type: text/plain; charset={charset}\n\n\n"), 0xFF, .. "\r\n\r\nb"u8];

        BodyText.Read(Mail.Parse(mail), SmimeLimits.Default).Should().Be(text);
    }

    [Fact]
    public void Read_HtmlThatSaysItFlows_KeepsItsLines() =>
        BodyText.Read(Mail.Parse("Content-Type: text/html; format=flowed\n\none \ntwo"), SmimeLimits.Default).Should().Be("one \ntwo");

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
