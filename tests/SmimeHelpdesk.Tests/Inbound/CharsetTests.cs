using System.Text;
using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class CharsetTests
{
    [Theory]
    [InlineData("utf8", 65001)]
    [InlineData("UTF-8", 65001)]
    [InlineData(" utf-8 ", 65001)]
    [InlineData("\"utf-8\"", 65001)]
    [InlineData("'utf-8'", 65001)]
    [InlineData("iso-8859-1", 1252)]
    [InlineData("latin1", 1252)]
    [InlineData("iso8859-1", 1252)]
    [InlineData("iso_8859-1", 1252)]
    [InlineData("gb2312", 54936)]
    [InlineData("gbk", 54936)]
    [InlineData("x-gbk", 54936)]
    [InlineData("gb18030", 54936)]
    [InlineData("shift_jis", 932)]
    [InlineData("shift-jis", 932)]
    [InlineData("x-sjis", 932)]
    [InlineData("sjis", 932)]
    [InlineData("ks_c_5601-1987", 949)]
    [InlineData("euc-kr", 949)]
    [InlineData("ks_c_5601", 949)]
    [InlineData("iso-8859-15", 28605)]
    [InlineData("cp1250", 1250)]
    [InlineData("cp-850", 850)]
    [InlineData("cp850", 850)]
    public void Find_KnownLabel_IsItsEncoding(string label, int page) => Charset.Find(label)!.CodePage.Should().Be(page);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("us-ascii")]
    [InlineData("ASCII")]
    [InlineData("ansi_x3.4-1968")]
    [InlineData("x-user-defined")]
    [InlineData("unknown-8bit")]
    [InlineData("nobody-knows")]
    [InlineData("utf-7")]
    [InlineData("cp65000")]
    [InlineData("cp65536")]
    [InlineData("cp99999999999")]
    [InlineData("cp-")]
    [InlineData("cp7")]
    [InlineData("xp1252")]
    [InlineData("(utf-8(")]
    public void Find_NoAnswer_IsNone(string? label) => Charset.Find(label).Should().BeNull();

    [Fact]
    public void Guess_EightBitText_IsUtf8WhereItCanBe()
    {
        Charset.Guess("für"u8).Should().Be("für");
        Charset.Guess(Encoding.Latin1.GetBytes("für")).Should().Be("für");
        Charset.Guess([0x80]).Should().Be("€");
    }
}
