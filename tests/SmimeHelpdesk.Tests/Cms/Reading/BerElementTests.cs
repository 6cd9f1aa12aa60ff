using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Tests.Cms.Reading;

public sealed class BerElementTests
{
    [Fact]
    public void Children_IndefiniteLength_EndsAtItsMarker()
    {
        BerElement outer = Read("3080 020105 0000");

        outer.TotalLength.Should().Be(7);
        outer.Children().Should().ContainSingle().Which.Content(8).ToArray().Should().Equal(5);
    }

    [Fact]
    public void Octets_ConstructedString_JoinsItsSegments()
    {
        ByteSource joined = Read("2480 0402AABB 2403 0401CC 0400 0000").Octets();

        joined.ToMemory(16).ToArray().Should().Equal(0xAA, 0xBB, 0xCC);
        byte[] tail = new byte[4];
        joined.Read(1, tail).Should().Be(2);
        tail.Should().StartWith([0xBB, 0xCC]);
    }

    [Theory]
    [InlineData("30")]
    [InlineData("3005 0201")]
    [InlineData("3080 020105")]
    [InlineData("0480 0000")]
    [InlineData("30 8901010101010101010101")]
    [InlineData("30 88FFFFFFFFFFFFFFFF")]
    [InlineData("1F8181818101 00")]
    [InlineData("1F81")]
    public void Read_CutOffOrImpossible_IsAFormatError(string hex) =>
        FluentActions.Invoking(() => Walk(Read(hex))).Should().Throw<CmsFormatException>();

    [Fact]
    public void Children_TagNumberOfSeveralOctets_IsSteppedOver()
    {
        List<BerElement> children = [.. Read("3009 BF8101 02 0500 020105").Children()];

        children.Select(child => child.TotalLength).Should().Equal(6, 3);
        children[1].IsInteger.Should().BeTrue();
    }

    [Theory]
    [InlineData("3000")]
    [InlineData("3006 020105 020106")]
    public void Only_NoneOrSeveral_IsAFormatError(string hex) =>
        FluentActions.Invoking(() => Read(hex).Only()).Should().Throw<CmsFormatException>();

    [Fact]
    public void ReadOctets_StructuresWithinStringsWithinStructures_CountAsOneDepth()
    {
        byte[] nested = Enumerable.Range(0, 40).Aggregate<int, byte[]>([5, 0], (inner, _) => Forge.Ber.Octets(Forge.Ber.Sequence(inner)));
        void Descend(BerElement element) => Descend(element.ReadOctets().Children().First());

        FluentActions.Invoking(() => Descend(BerElement.Read(ByteSource.From(nested)))).Should().Throw<LimitExceededException>();
    }

    [Theory]
    [InlineData("3080")]
    [InlineData("2480")]
    public void Read_NestedBeyondTheLimit_IsALimitAndNotAStackOverflow(string level)
    {
        byte[] deep = [.. Enumerable.Repeat(Convert.FromHexString(level), 100_000).SelectMany(bytes => bytes)];

        FluentActions.Invoking(() => Walk(BerElement.Read(ByteSource.From(deep)))).Should().Throw<LimitExceededException>();
    }

    private static BerElement Read(string hex) => BerElement.Read(ByteSource.From(Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal))));

    private static void Walk(BerElement element)
    {
        _ = element.TotalLength;
        foreach (BerElement child in element.IsConstructed ? element.Children() : [])
        {
            Walk(child);
        }
    }
}
