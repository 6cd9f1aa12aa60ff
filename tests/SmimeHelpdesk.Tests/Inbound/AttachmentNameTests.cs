using System.Text;
using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public class AttachmentNameTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Windows\\system32\\calc.exe", "calc.exe")]
    [InlineData("a/b\\c.txt", "c.txt")]
    [InlineData("..", "attachment-1.pdf")]
    [InlineData(".", "attachment-1.pdf")]
    [InlineData("/", "attachment-1.pdf")]
    [InlineData("", "attachment-1.pdf")]
    [InlineData(null, "attachment-1.pdf")]
    [InlineData(" \u200B\u202E ", "attachment-1.pdf")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("a\u200Bb\0c\r\nd.txt", "ab c d.txt")]
    [InlineData("invoice.pdf                .exe", "invoice.pdf.exe")]
    [InlineData("a.exe. . .", "a.exe")]
    [InlineData("con", "_con")]
    [InlineData("NUL.txt", "_NUL.txt")]
    [InlineData("lpt1 .x", "_lpt1.x")]
    [InlineData("COM\u00B9", "_COM\u00B9")]
    [InlineData("console.txt", "console.txt")]
    [InlineData("con.tar.gz", "_con.tar.gz")]
    [InlineData(" report.pdf", "report.pdf")]
    [InlineData("!report!", "!report!")]
    [InlineData("a", "a")]
    [InlineData("a.b", "a.b")]
    [InlineData("a:b|c?.txt", "a_b_c_.txt")]
    [InlineData("Gr\u00FC\u00DFe \U0001F600.txt", "Gr\u00FC\u00DFe \U0001F600.txt")]
    public void Next_WrittenName_BecomesASafeOne(string? written, string name) =>
        new AttachmentName().Next(written, "application/pdf").Should().Be(name);

    [Theory]
    [InlineData('a')]
    [InlineData('\u00E4')]
    [InlineData('\u4E2D')]
    public void Next_LongName_FitsAndKeepsItsExtension(char c)
    {
        var names = new AttachmentName();
        string first = names.Next(new string(c, 5000) + ".pdf", "application/pdf");
        string second = names.Next(new string(c, 5000) + ".pdf", "application/pdf");

        Encoding.UTF8.GetByteCount(first).Should().BeLessThanOrEqualTo(255);
        Encoding.UTF8.GetByteCount(second).Should().BeLessThanOrEqualTo(255);
        first.Should().EndWith(".pdf").And.NotBe(second);
        names.Next("x." + new string(c, 5000), "a/b").Length.Should().BeLessThanOrEqualTo(255);
    }

    [Fact]
    public void Next_SameNames_AreToldApart()
    {
        var names = new AttachmentName();

        new[] { "a.txt", "A.TXT", "a.txt", "a (2).txt" }.Select(name => names.Next(name, "text/plain")).Should().Equal("a.txt", "A (2).TXT", "a (3).txt", "a (2) (2).txt");
    }

    [Theory]
    [InlineData("text/plain", "attachment-1.txt")]
    [InlineData("text/html", "attachment-1.html")]
    [InlineData("text/calendar", "attachment-1.ics")]
    [InlineData("message/global", "attachment-1.eml")]
    [InlineData("application/pkcs7-mime", "attachment-1.p7m")]
    [InlineData("application/x-pkcs7-mime", "attachment-1.p7m")]
    [InlineData("image/png", "attachment-1.png")]
    [InlineData("message/rfc822", "attachment-1.eml")]
    [InlineData("application/x-nobody-knows", "attachment-1.bin")]
    public void Next_NoName_IsMadeFromTheType(string type, string name) => new AttachmentName().Next(null, type).Should().Be(name);

    [Theory]
    [InlineData("filename=\"=?utf-8?q?=C3=A4.txt?=\"", "\u00E4.txt")]
    [InlineData("filename*=utf-8''%C3%A4.txt", "\u00E4.txt")]
    [InlineData("filename*0=\"../a\"; filename*1=\".txt\"", "a.txt")]
    [InlineData("filename*=utf-8''..%2F..%2Fa%00.txt", "a.txt")]
    [InlineData("filename=\"=?utf-8?q?..=2Fa=0D=0A.txt?=\"", "a.txt")]
    public void Flatten_EncodedFileName_IsDecodedAndCleaned(string parameter, string name)
    {
        MessageContent content = ContentFlattener.Flatten(Mail.Parse($"Content-Type: a/b\nContent-Disposition: attachment; {parameter}\n\nx"), SmimeLimits.Default);

        content.Attachments.Should().ContainSingle().Which.FileName.Should().Be(name);
    }
}
