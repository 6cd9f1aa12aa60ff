using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

/// <summary>Odd but legal entities: the bytes that a detached signature covers must come out as they went in.</summary>
public class SignedSliceTests
{
    private static readonly Dictionary<string, string> Entities = new()
    {
        ["plain"] = "Content-Type: text/plain\n\nHello\n",
        ["no final line break"] = "Content-Type: text/plain\n\nHello",
        ["several final line breaks"] = "Content-Type: text/plain\n\nHello\n\n\n",
        ["empty body"] = "Content-Type: text/plain\n\n",
        ["header only"] = "Content-Type: text/plain",
        ["header only, with its break"] = "Content-Type: text/plain\n",
        ["no header"] = "\nHello\n",
        ["no header and no body"] = "\n",
        ["no blank line"] = "Hello\n\nworld\n",
        ["folded header"] = "Content-Type: text/plain;\n\tcharset=utf-8\nX-Empty:\n \n\nHello\n",
        ["blanks at line ends"] = "Content-Type: text/plain  \n\nHello  \n \n\t\n",
        ["nested multipart"] = "Content-Type: multipart/mixed; boundary=in\n\n--in\n\nA\n--in\n\nB\n--in--\n",
        ["nested boundary with trailing blanks"] = "Content-Type: multipart/mixed; boundary=in\n\n--in  \n\nA\n--in \t\n\nB\n--in--  \n",
        ["nested without end boundary"] = "Content-Type: multipart/mixed; boundary=in\n\n--in\n\nA\n",
        ["nested without parts"] = "Content-Type: multipart/mixed; boundary=in\n\nnothing here\n",
        ["nested with end boundary alone"] = "Content-Type: multipart/mixed; boundary=in\n\n--in--\n",
        ["nested part without blank line"] = "Content-Type: multipart/mixed; boundary=in\n\n--in\nHello there\n--in--\n",
        ["nested header-only part"] = "Content-Type: multipart/mixed; boundary=in\n\n--in\nContent-Type: text/plain\n--in--\n",
        ["nested preamble and epilogue"] = "Content-Type: multipart/mixed; boundary=in\n\npre\n--in\n\nA\n--in--\nepi\n--in\nlogue\n",
        ["nested, named like a prefix"] = "Content-Type: multipart/mixed; boundary=outer-1\n\n--outer-1\n\nA\n--outer-1--\n",
        ["multipart without boundary parameter"] = "Content-Type: multipart/mixed\n\n--in\n\nA\n--in--\n",
        ["empty message/rfc822"] = "Content-Type: message/rfc822\n\n",
        ["message/rfc822 with parts"] = "Content-Type: message/rfc822\n\nFrom: a@b.example\nContent-Type: multipart/mixed; boundary=in\n\n--in\n\nA\n--in--\n",
        ["dashes"] = "Content-Type: text/plain\n\n-- \nAlice\n--\n--outerx\n---outer\n- --outer\n",
        ["From lines"] = "Content-Type: text/plain\n\nFrom here\n>From there\n",
        ["long line"] = "Content-Type: text/plain\n\n" + new string('x', 200_000) + "\n" + new string('-', 70_000) + "\n",
        ["nul and eight bits"] = "Content-Type: application/octet-stream\nContent-Transfer-Encoding: binary\n\na\0b\u00FF\u00FE\n",
    };

    public static TheoryData<string> Names => [.. Entities.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parse_SignedEntity_SliceIsWhatWasSigned(string name)
    {
        byte[] entity = Mail.Crlf(Entities[name]);
        ParsedEntity message = Mail.Parse(SignedMail.Sign(entity));

        message.Children.Should().HaveCount(2);
        byte[] signature = Mail.Decode(message.Children[1]);
        SignedMail.IsIntact(signature, Mail.Bytes(message.Children[0].Raw)).Should().BeTrue();
        SignedMail.IsIntact(signature, [.. entity, 0]).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parse_StoredWithLineFeeds_SliceDiffersOnlyInLineBreaks(string name)
    {
        byte[] entity = Mail.Crlf(Entities[name]);
        ParsedEntity message = Mail.Parse(SignedMail.BareLineFeeds(SignedMail.Sign(entity)));

        Mail.Bytes(message.Children[0].Raw).Should().Equal(SignedMail.BareLineFeeds(entity));
    }

    [Fact]
    public void Parse_ReturnsAlone_AreNoLineBreaks()
    {
        byte[] entity = "Content-Type: text/plain\r\n\r\na\rb\r\r\n\r\n"u8.ToArray();

        ParsedEntity message = Mail.Parse(SignedMail.Sign(entity));

        Mail.Bytes(message.Children[0].Raw).Should().Equal(entity);
    }

    [Fact]
    public void Parse_InnerMultipartReusesOuterBoundary_OuterWins()
    {
        ParsedEntity message = Mail.Parse("Content-Type: multipart/signed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nsecond\n--x--\n");

        message.Children.Should().HaveCount(2);
        message.Children[0].Children.Should().BeEmpty();
        Mail.Text(message.Children[1].Body).Should().Be("second");
    }

    [Fact]
    public void Parse_OuterEndsWithinInner_InnerEndsToo()
    {
        ParsedEntity message = Mail.Parse("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--a--\n--b\n\nafter\n");

        ParsedEntity inner = message.Children.Should().ContainSingle().Subject;
        Mail.Text(inner.Children.Should().ContainSingle().Subject.Body).Should().Be("x");
    }
}
