using System.Text;
using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class PlausibleContentTests
{
    [Theory]
    [InlineData("Content-Type: text/plain\r\n\r\n\u0001\u0002", true)]
    [InlineData("Content-Type: text/plain\n\n\u0001\u0002", true)]
    [InlineData("Content-Type: text/plain\n\n\u0001\r\n\r\n", true)]
    [InlineData("Content-Type: text/plain\r\n\r\n\u0001\n\n", true)]
    [InlineData("Content-Type: text/\u0001plain\r\n\r\n", false)]
    [InlineData("Content-Type: text/\u0001plain\n\n\r\n\r\n", false)]
    [InlineData("Content-Type: \u0001", false)]
    [InlineData("Content Type: text/plain\r\n\r\n\u0001", false)]
    [InlineData(": text/plain\r\n\r\n\u0001", false)]
    [InlineData("A: b\r\n\r\n\u0001", true)]
    [InlineData("!~: b\r\n\r\n\u0001", true)]
    [InlineData("\u0080: b\r\n\r\n\u0001", false)]
    [InlineData("plain text without a header\tand\r\nlines\f\u000B\u001B", true)]
    [InlineData("", true)]
    [InlineData("\u0000text", false)]
    [InlineData("text\u0008", false)]
    [InlineData("text\u000E", false)]
    [InlineData("text\u001A", false)]
    [InlineData("text\u007F", false)]
    [InlineData("text\u0080\u00FF", true)]
    public void Check_Start_TellsMailFromNoise(string start, bool isPlausible) => PlausibleContent.Check(Encoding.Latin1.GetBytes(start)).Should().Be(isPlausible);

    [Theory]
    [InlineData(79, true)]
    [InlineData(80, false)]
    public void Check_FieldNameBeforeBinaryContent_IsNoLongerThanALine(int length, bool isPlausible) =>
        PlausibleContent.Check(Encoding.Latin1.GetBytes(new string('X', length) + ": b\r\n\r\n\u0001")).Should().Be(isPlausible);

    [Fact]
    public void Check_CmsWithoutMime_IsPlausible() =>
        PlausibleContent.Check([0x30, 0x80, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02, 0x00]).Should().BeTrue();
}
