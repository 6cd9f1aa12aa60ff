using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class ParsedEntityTests
{
    [Fact]
    public void Dispose_AMultipart_DisposesItsPartsToo()
    {
        ParsedEntity message = Mail.Parse("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n");
        ParsedEntity part = message.Children.Single();

        message.Dispose();

        FluentActions.Invoking(() => message.Entity.WriteTo(Stream.Null)).Should().Throw<ObjectDisposedException>();
        FluentActions.Invoking(() => part.Entity.WriteTo(Stream.Null)).Should().Throw<ObjectDisposedException>();
    }
}
