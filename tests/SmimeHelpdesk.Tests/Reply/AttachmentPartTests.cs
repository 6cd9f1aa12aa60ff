using System.Text;
using MimeKit;
using SmimeHelpdesk.Reply.Mime;

namespace SmimeHelpdesk.Tests.Reply;

public sealed class AttachmentPartTests
{
    private const int LongestName = 200;

    // A name of any length is cut somewhere; a character outside of the first 65,536 is two units of a string and must not be cut.
    [Theory]
    [InlineData("a")]
    [InlineData("ä")]
    [InlineData("€")]
    [InlineData("%'* ;")]
    [InlineData("🖨")]
    public void Create_ForeignNameOfAnyLength_ComesBackInShortLines(string filling)
    {
        for (int count = 0; (count + 1) * filling.Length + 6 <= LongestName; count++)
        {
            string name = "x" + string.Concat(Enumerable.Repeat(filling, count)) + "🔥.pdf";
            string header = Header(new DraftAttachment(name, "application/pdf", ReadOnlyMemory<byte>.Empty));

            Read(header).Should().Be(name);
            header.Split("\r\n").Should().OnlyContain(line => line.Length <= 76 && line.All(c => char.IsAscii(c)));
        }
    }

    [Theory]
    [InlineData("a.pdf")]
    [InlineData("a \"b\" \\ c.pdf", "c.pdf")]
    [InlineData("100 %'.pdf")]
    [InlineData("ä.pdf")]
    public void Create_AnyName_ComesBack(string name, string? baseName = null) =>
        Read(Header(new DraftAttachment(name, "application/pdf", ReadOnlyMemory<byte>.Empty))).Should().Be(baseName ?? name);

    [Fact]
    public void Create_ShortForeignName_IsInOnePiece() =>
        Header(new DraftAttachment("Übergabe 1.pdf", "application/pdf", ReadOnlyMemory<byte>.Empty))
            .Should().Contain("Content-Disposition: attachment;\r\n filename*=utf-8''%C3%9Cbergabe%201.pdf\r\n");

    private static string Header(DraftAttachment attachment)
    {
        using MimePart part = AttachmentPart.Create(attachment, isInline: false);
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var output = new MemoryStream();
        part.Headers.WriteTo(format, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string? Read(string header)
    {
        using MimeEntity entity = MimeEntity.Load(new MemoryStream(Encoding.UTF8.GetBytes(header)));
        return ((MimePart)entity).FileName;
    }
}
