using MimeKit;
using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public class AddressFieldsTests
{
    [Theory]
    [InlineData("alice@a.example", "alice@a.example", null)]
    [InlineData("Alice <Alice@A.example>", "Alice@A.example", "Alice")]
    [InlineData("\"mallory@evil.example\" <alice@a.example>", "alice@a.example", "mallory@evil.example")]
    [InlineData("mallory@evil.example <alice@a.example>", "alice@a.example", "mallory@evil.example")]
    [InlineData("=?utf-8?q?mallory=40evil.example=0D=0AX=3A?= <alice@a.example>", "alice@a.example", "mallory@evil.example X:")]
    [InlineData("\u00C4rger \u202E <alice@a.example>", "alice@a.example", "\u00C4rger")]
    [InlineData("Smith, John <john@a.example>", "john@a.example", "Smith, John")]
    [InlineData("alice@a.example (Alice)", "alice@a.example", "Alice")]
    [InlineData("bob@m\u00FCnchen.example", "bob@m\u00FCnchen.example", null)]
    public void ReadFrom_OneMailbox_IsTheAddrSpecAlone(string value, string address, string? name) =>
        Read($"From: {value}").Should().Be(new FromField(address, name, false));

    [Theory]
    [InlineData("From: alice@a.example, mallory@evil.example")]
    [InlineData("From: alice@a.example, Mallory <mallory@evil.example>")]
    [InlineData("From: <alice@a.example>, <alice@a.example>")]
    [InlineData("From: Team: alice@a.example;")]
    [InlineData("From: undisclosed-recipients:;")]
    [InlineData("From: alice@a.example\nFrom: mallory@evil.example")]
    [InlineData("From: alice@a.example\nfrom : mallory@evil.example")]
    [InlineData("From: alice@a.example\nFrom:")]
    public void ReadFrom_Several_IsAmbiguous(string fields) => (Read(fields) with { Written = null }).Should().Be(new FromField(null, null, true));

    [Theory]
    [InlineData("Sender: alice@a.example", null)]
    [InlineData("From: Alice", "Alice")]
    [InlineData("From: alice@a.example, bob@b.example", "alice@a.example, bob@b.example")]
    [InlineData("From: a@a.example\nFrom: b@b.example", "a@a.example | b@b.example")]
    [InlineData("From: 1\nFrom: 2\nFrom: 3\nFrom: 4\nFrom: 5\nFrom: 6", "1 | 2 | 3 | 4 | 5")]
    [InlineData("From: <alice@[127.0.0.1]>", "<alice@[127.0.0.1]>")]
    [InlineData("From: Alice <alice@a.example>", null)]
    public void ReadFrom_NoSingleAddress_KeepsWhatIsWritten(string fields, string? written) => Read(fields).Written.Should().Be(written);

    [Theory]
    [InlineData("Sender: alice@a.example")]
    [InlineData("From:")]
    [InlineData("From: Alice")]
    [InlineData("From: <>")]
    [InlineData("From: alice@a.example\0@evil.example")]
    [InlineData("From: =?utf-8?q?alice=40a.example?=")]
    [InlineData("From: <=?utf-8?q?alice=40a.example=00?=@evil.example>")]
    [InlineData("From: alice@=?utf-8?q?a.example?=")]
    [InlineData("From: <@evil.example:alice@a.example>")]
    [InlineData("From: <alice@a.example@evil.example>")]
    [InlineData("From: \"alice@a.example\"@evil.example")]
    [InlineData("From: <alice@[127.0.0.1]>")]
    [InlineData("From: <alice @a.example> x")]
    [InlineData("From: <alice\u200B@a.example>")]
    public void ReadFrom_NoUsableAddress_IsNone(string fields) => Read(fields).Address.Should().BeNull();

    [Fact]
    public void ReadList_SeveralFieldsAndGroups_IsFlatAndDistinct()
    {
        HeaderList headers = Mail.Parse("To: A <a@x.example>, Team: b@x.example, A@X.example;\nTo: <c@x.example>, \"bad\nTo: d@x.example, <d@y@z>\nTo: e@x.example\nSubject: x\n\nx").Headers;

        AddressFields.ReadList(headers, HeaderId.To).Should().Contain(["a@x.example", "b@x.example", "e@x.example"]).And.OnlyHaveUniqueItems().And.NotContain("A@X.example");
    }

    private static FromField Read(string fields)
    {
        byte[] mail = System.Text.Encoding.UTF8.GetBytes((fields + "\nSubject: x\n\nx").ReplaceLineEndings("\r\n"));
        return AddressFields.ReadFrom(Mail.Parse(mail).Headers);
    }
}
