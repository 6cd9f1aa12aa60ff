using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class PartNumberTests
{
    [Fact]
    public void Text_AsImapCounts_IsTheNumberOfThePart()
    {
        PartNumber.Message.Text.Should().Be("1");
        PartNumber.Message.Part(2).Text.Should().Be("2");
        PartNumber.Message.Part(2).Part(3).Text.Should().Be("2.3");
        PartNumber.Message.Part(2).InsideLayer.Text.Should().Be("2.1");
        PartNumber.Message.Part(2).InsideLayer.Part(3).Text.Should().Be("2.3");
        PartNumber.Message.InsideLayer.Part(3).Text.Should().Be("3");
        PartNumber.Message.InsideMessage.Text.Should().Be("1.1");
        PartNumber.Message.Part(2).InsideMessage.Part(3).Text.Should().Be("2.3");
        PartNumber.Message.Part(2).InsideMessage.Text.Should().Be("2.1");
    }
}
