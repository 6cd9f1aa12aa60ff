using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("alice@customer.example", "alice@customer.example")]
    [InlineData("Alice@Customer.EXAMPLE", "alice@customer.example")]
    [InlineData("alice+tag.x_y-z!#$%&'*/=?^`{|}~@customer.example", "alice+tag.x_y-z!#$%&'*/=?^`{|}~@customer.example")]
    [InlineData("jörg@bücher.example", "jörg@xn--bcher-kva.example")]
    [InlineData("jörg@BÜCHER.example", "jörg@xn--bcher-kva.example")]
    [InlineData("jörg@xn--bcher-kva.example", "jörg@xn--bcher-kva.example")]
    [InlineData("a@straße.example", "a@xn--strae-oqa.example")]
    [InlineData("a@host_name.example", "a@host_name.example")]
    [InlineData("a@localhost", "a@localhost")]
    public void Normalize_OneAddress_IsItsComparableForm(string written, string expected) => EmailAddress.Normalize(written).Should().Be(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("alice")]
    [InlineData("alice@")]
    [InlineData("@customer.example")]
    [InlineData(" alice@customer.example")]
    [InlineData("alice@customer.example ")]
    [InlineData("alice@customer.example\t")]
    [InlineData("al ice@customer.example")]
    [InlineData("alice @customer.example")]
    [InlineData("alice@ customer.example")]
    [InlineData("alice@customer .example")]
    [InlineData("alice@customer.example\0")]
    [InlineData("alice@customer.example\0.attacker.example")]
    [InlineData("alice\0@customer.example")]
    [InlineData("alice@customer.example\r\nBcc: x@y.example")]
    [InlineData("alice\u007F@customer.example")]
    [InlineData("alice\u0090@customer.example")]
    [InlineData("alice\u200B@customer.example")]
    [InlineData("alice\u0378@customer.example")]
    [InlineData("alice\uE000@customer.example")]
    [InlineData("alice\uFFFD@customer.example")]
    [InlineData("alice\u3000@customer.example")]
    [InlineData("\"alice\"@customer.example")]
    [InlineData("\"alice@customer.example\"@attacker.example")]
    [InlineData("alice@customer.example@attacker.example")]
    [InlineData("alice(comment)@customer.example")]
    [InlineData("alice@customer.example(comment)")]
    [InlineData("<alice@customer.example>")]
    [InlineData("alice@customer.example>")]
    [InlineData("alice@customer.example,bob@customer.example")]
    [InlineData("alice@customer.example;bob")]
    [InlineData("@relay.example:alice@customer.example")]
    [InlineData("alice\\@customer.example")]
    [InlineData("alice@[192.0.2.1]")]
    [InlineData("alice@customer..example")]
    [InlineData("alice@.customer.example")]
    [InlineData("alice@customer.example.")]
    [InlineData("alice@customer/example")]
    [InlineData("alice@customer%example")]
    [InlineData("alice\u00AD@customer.example")]
    [InlineData("alice\u202E@customer.example")]
    [InlineData("alice\u00A0@customer.example")]
    [InlineData("alice\uFEFF@customer.example")]
    [InlineData("al\uFFFDce@customer.example")]
    [InlineData("al\uD800ce@customer.example")]
    [InlineData("alice\U000E0041@customer.example")]
    [InlineData("alice@customer\u200B.example")]
    [InlineData("alice@customer\u3002example")]
    [InlineData("alice@customer\uFF0Eexample")]
    [InlineData("alice@\uFF43ustomer.example")]
    [InlineData("alice@\u212Aunde.example")]
    [InlineData("alice@b\u00FC\u212Aunde.example")]
    [InlineData("alice@bu\u0308cher.example")]
    [InlineData("alice@\uD800.example")]
    public void Normalize_AnythingElse_IsNull(string? written) => EmailAddress.Normalize(written).Should().BeNull();

    [Fact]
    public void Normalize_TooLong_IsNull()
    {
        EmailAddress.Normalize(new string('a', 311) + "@b.example").Should().BeNull();
        EmailAddress.Normalize("a@" + new string('b', 64) + ".example").Should().BeNull();
        EmailAddress.Normalize("a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5))).Should().BeNull();
    }

    [Theory]
    [InlineData("Alice@customer.example", "alice@CUSTOMER.example", true)]
    [InlineData("a@bücher.example", "a@xn--bcher-kva.example", true)]
    [InlineData("ticket@desk.example", "tic\u212Aet@desk.example", false)]
    [InlineData("a@strasse.example", "a@straße.example", false)]
    [InlineData("jörg@desk.example", "jo\u0308rg@desk.example", false)]
    [InlineData("i@desk.example", "\u0130@desk.example", false)]
    [InlineData("alice@customer.example", "аlice@customer.example", false)]
    [InlineData("alice@customer.example", "alice@customer.example ", false)]
    [InlineData("alice@sub.customer.example", "alice@customer.example", false)]
    [InlineData("alice+x@customer.example", "alice@customer.example", false)]
    [InlineData(null, null, false)]
    [InlineData("", "", false)]
    [InlineData(" ", " ", false)]
    public void Same_TwoAddresses_OnlyWhenTheyNameOneMailbox(string? left, string? right, bool same) => EmailAddress.Same(left, right).Should().Be(same);

    [Fact]
    public void Normalize_AtTheBounds_IsAnAddress()
    {
        string domain = string.Join('.', Enumerable.Repeat(new string('b', 60), 4)) + ".example9";
        string local = new('a', 320 - 1 - domain.Length);

        EmailAddress.Normalize(local + "@" + domain).Should().Be(local + "@" + domain);
        EmailAddress.Normalize("a" + local + "@" + domain).Should().BeNull();
    }
}
