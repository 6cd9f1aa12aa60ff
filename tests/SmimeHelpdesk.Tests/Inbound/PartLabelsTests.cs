using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class PartLabelsTests
{
    [Theory]
    [InlineData("text/enriched", true)]
    [InlineData("text/RichText", true)]
    [InlineData("text/markdown", true)]
    [InlineData("text/x-markdown", true)]
    [InlineData("text/x-amp-html", true)]
    [InlineData("text/rfc822-headers", true)]
    [InlineData("text/markdown\nContent-Disposition: inline", true)]
    [InlineData("text/markdown\nContent-Disposition: attachment", false)]
    [InlineData("text/csv", false)]
    [InlineData("application/markdown", false)]
    public void IsSpareText_TextThatIsMeantToBeRead_CanStandIn(string contentType, bool isSpare) => PartLabels.IsSpareText(Part(contentType)).Should().Be(isSpare);

    [Theory]
    [InlineData("application/ms-tnef", true)]
    [InlineData("application/vnd.ms-tnef", true)]
    [InlineData("application/octet-stream; name=\"WINMAIL.DAT \"", true)]
    [InlineData("application/octet-stream\nContent-Disposition: attachment; filename=winmail.dat", true)]
    [InlineData("application/octet-stream; name=other.dat", false)]
    [InlineData("application/octet-stream", false)]
    public void IsTnef_ByLabelOrName_IsWinmail(string contentType, bool isTnef) => PartLabels.IsTnef(Part(contentType)).Should().Be(isTnef);

    [Theory]
    [InlineData("text/plain", false)]
    [InlineData("text/plain\nContent-Disposition: inline", false)]
    [InlineData("text/plain\nContent-Disposition: INLINE; filename=a.txt", false)]
    [InlineData("text/plain\nContent-Disposition: attachment", true)]
    [InlineData("text/plain\nContent-Disposition: x-unknown", true)]
    public void IsAttachment_AnyDispositionButInline_IsOne(string contentType, bool isAttachment) => PartLabels.IsAttachment(Part(contentType)).Should().Be(isAttachment);

    [Fact]
    public void FileName_OfDispositionAndType_IsTheDispositions()
    {
        PartLabels.FileName(Part("text/plain; name=a.txt\nContent-Disposition: attachment; filename=b.txt")).Should().Be("b.txt");
        PartLabels.FileName(Part("text/plain; name=a.txt\nContent-Disposition: attachment")).Should().Be("a.txt");
        PartLabels.FileName(Part("text/plain")).Should().BeNull();
    }

    private static ParsedEntity Part(string contentType) => Mail.Parse($"Content-Type: {contentType}\n\nx");
}
