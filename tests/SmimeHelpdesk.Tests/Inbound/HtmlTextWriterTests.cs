using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class HtmlTextWriterTests
{
    private const int MaximumLength = 2 << 20;

    [Fact]
    public void Text_MoreThanTheBound_IsCutOff()
    {
        var writer = new HtmlTextWriter();

        writer.Text(new string('a', MaximumLength - 1));
        writer.IsFull.Should().BeFalse();
        writer.Text("bc");

        writer.IsFull.Should().BeTrue();
        writer.Length.Should().Be(MaximumLength);
        writer.ToString().Should().EndWith("ab");
    }

    [Fact]
    public void Break_ManyInARow_LeaveTwoEmptyLinesAtMost() => Written(0, 5).Should().Be("a\n\n\nb");

    [Theory]
    [InlineData(1, "> a\n> b")]
    [InlineData(8, ">>>>>>>> a\n>>>>>>>> b")]
    [InlineData(9, ">>>>>>>> a\n>>>>>>>> b")]
    [InlineData(-3, "a\nb")]
    public void QuoteDepth_Any_IsMarkedWithinBounds(int depth, string text) => Written(depth, 1).Should().Be(text);

    [Fact]
    public void Break_BeforeAnyText_IsLeftOut()
    {
        var writer = new HtmlTextWriter();

        writer.Paragraph();
        writer.Text(" \n a ");
        writer.Line();
        writer.Paragraph();
        writer.Line();
        writer.Text(" b  c ");

        writer.ToString().Should().Be("a\n\nb c");
    }

    private static string Written(int depth, int breaks)
    {
        var writer = new HtmlTextWriter { QuoteDepth = depth };
        writer.Text("a");
        for (int i = 0; i < breaks; i++)
        {
            writer.Break();
        }

        writer.Text("b");
        return writer.ToString();
    }
}
