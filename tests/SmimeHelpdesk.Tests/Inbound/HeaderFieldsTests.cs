using MimeKit;
using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class HeaderFieldsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(500)]
    public void ReadMessageIds_ManyReferences_KeepsTheFirstAndTheLatest(int count)
    {
        string[] all = [.. Enumerable.Range(0, count).Select(i => $"{i}@x")];
        string[] expected = count <= 200 ? all : [all[0], .. all[^199..]];

        Ids("References: " + string.Join("\n ", all.Select(id => $"<{id}>"))).Should().Equal(expected);
    }

    [Theory]
    [InlineData("References:<a@b>", "a@b")]
    [InlineData("References: <a>", "a")]
    [InlineData("References: <>", null)]
    [InlineData("References: <> <a@b>", "a@b")]
    [InlineData("References: <\"a b\"@c>", null)]
    [InlineData("References: <\"a\"@c> <d@e>", "d@e")]
    [InlineData("Other: <a@b>", null)]
    public void ReadMessageIds_AnyField_HoldsNothingThatIsNoIdentifier(string field, string? id) =>
        Ids(field).Should().Equal(id is null ? [] : [id]);

    [Theory]
    [InlineData(499, true)]
    [InlineData(500, false)]
    public void ReadMessageIds_LongIdentifier_IsKeptWholeOrNotAtAll(int length, bool isKept)
    {
        string id = "a@" + new string('b', length - 2);

        Ids($"References: <{id}>").Should().Equal(isKept ? [id] : []);
    }

    [Fact]
    public void ReadMessageId_SeveralIdentifiers_IsTheFirst()
    {
        HeaderList headers = Mail.Parse("Message-ID: <a@b> <c@d>\nMessage-ID: <e@f>\n\nx").Headers;

        HeaderFields.ReadMessageId(headers, HeaderId.MessageId).Should().Be("a@b");
        HeaderFields.ReadMessageId(headers, HeaderId.InReplyTo).Should().BeNull();
    }

    [Fact]
    public void Read_FieldThatIsNotThere_IsNothing()
    {
        HeaderList headers = Mail.Parse("From: a@b.example\n\nx").Headers;

        HeaderFields.ReadText(headers, HeaderId.Subject).Should().BeNull();
        HeaderFields.ReadDate(headers).Should().BeNull();
    }

    private static IReadOnlyList<string> Ids(string field) => HeaderFields.ReadMessageIds(Mail.Parse($"Subject: x\n{field}\n\nx").Headers, HeaderId.References);
}
