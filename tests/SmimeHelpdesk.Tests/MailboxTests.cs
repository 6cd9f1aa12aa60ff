namespace SmimeHelpdesk.Tests;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("Support@Desk.Example", "support@desk.example")]
    [InlineData("support@bücher.example", "support@xn--bcher-kva.example")]
    [InlineData(" support@desk.example ", "support@desk.example")]
    public void NormalizedAddress_SameMailboxWrittenDifferently_IsOneKey(string written, string expected) =>
        new Mailbox(written).NormalizedAddress.Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("desk.example")]
    [InlineData("a@b@c.example")]
    [InlineData("a b@desk.example")]
    [InlineData("a@desk.example\0")]
    [InlineData("a@desk.example\r\nBcc: x@y.example")]
    [InlineData("\"a\"@desk.example")]
    [InlineData("a@desk\u200B.example")]
    [InlineData("Support <support@desk.example>")]
    public void Constructor_NotOnePlainAddress_IsRefused(string address) =>
        FluentActions.Invoking(() => new Mailbox(address)).Should().Throw<ArgumentException>();

    [Fact]
    public void Equals_OtherTenant_IsAnotherMailbox() =>
        new Mailbox("support@desk.example", "acme").Should().NotBe(new Mailbox("support@desk.example"));
}
