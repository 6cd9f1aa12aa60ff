using MimeKit;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Reply.Mime;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>Header fields of the host, calendars and flowed text.</summary>
public sealed class FurtherContentTests
{
    private const ReplyProtection Both = ReplyProtection.Sign | ReplyProtection.Encrypt;

    [Theory]
    [InlineData(ReplyProtection.None)]
    [InlineData(ReplyProtection.Sign)]
    [InlineData(Both)]
    public async Task Compose_HeaderFieldsOfTheHost_StandInsideAndOutside(ReplyProtection protection)
    {
        var fields = new Dictionary<string, string>
        {
            ["Auto-Submitted"] = "auto-replied",
            ["X-Ticket"] = "Über 7",
            ["Reply-To"] = "ticket+7@desk.example",
            ["List-Unsubscribe"] = "<https://desk.example/" + new string('x', 120) + ">",
        };
        MimeMessage message = await (await ReplyCase.CreateAsync()).ComposeOneAsync(protection, ReplyCase.Draft with { HeaderFields = fields });

        UnwrappedReply inside = UnwrappedReply.Open(message, ReplyCase.Alice);
        foreach ((string name, string value) in fields)
        {
            message.Headers[name].Should().Be(value);
            if (protection is not ReplyProtection.None)
            {
                inside.Header(name).Should().Be(value);
            }
        }
    }

    [Fact]
    public async Task Compose_KeywordsAndComments_StandInsideAnEncryptedMessageAlone()
    {
        var fields = new Dictionary<string, string> { ["Keywords"] = "takeover", ["Comments"] = "merger" };
        ReplyCase reply = await ReplyCase.CreateAsync();

        MimeMessage encrypted = await reply.ComposeOneAsync(Both, ReplyCase.Draft with { HeaderFields = fields });
        MimeMessage signed = await reply.ComposeOneAsync(ReplyProtection.Sign, ReplyCase.Draft with { HeaderFields = fields });

        ReplyCase.Text(encrypted).Should().NotContain("takeover").And.NotContain("merger");
        UnwrappedReply.Open(encrypted, ReplyCase.Alice).Header("Keywords").Should().Be("takeover");
        signed.Headers["Comments"].Should().Be("merger");
    }

    [Theory]
    [InlineData("Bcc", "evil@x.example")]
    [InlineData("from", "evil@x.example")]
    [InlineData("SUBJECT", "x")]
    [InlineData("Content-Type", "text/html")]
    [InlineData("content-transfer-encoding", "8bit")]
    [InlineData("Resent-To", "a@b.example")]
    [InlineData("DKIM-Signature", "v=1")]
    [InlineData("HP-Outer", "Subject: x")]
    [InlineData("X-A: b\r\nBcc", "evil@x.example")]
    [InlineData("X A", "x")]
    [InlineData("", "x")]
    [InlineData("X-A", "b\r\nBcc: evil@x.example")]
    [InlineData("X-A", "b\nBcc: evil@x.example")]
    [InlineData("Reply-To", "a@b.example, c@d.example")]
    [InlineData("Reply-To", "Desk <a@b.example>")]
    [InlineData("Errors-To", "nobody")]
    public async Task Compose_FieldThatIsNotTheHosts_IsMisuse(string name, string value)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        await FluentActions.Awaiting(() => reply.ComposeAsync(ReplyProtection.None, ReplyCase.Draft with { HeaderFields = new Dictionary<string, string> { [name] = value } }))
            .Should().ThrowAsync<ArgumentException>();
    }

    [Theory]
    [InlineData(ReplyProtection.Sign)]
    [InlineData(Both)]
    public async Task Compose_Calendar_IsTheLastAlternative(ReplyProtection protection)
    {
        var calendar = new DraftCalendar("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Grüße \r\nEND:VCALENDAR\r\n", "request");
        MimeMessage message = await (await ReplyCase.CreateAsync()).ComposeOneAsync(protection, new ReplyDraft { TextBody = "Please come", HtmlBody = "<p>Please come</p>", Calendar = calendar });

        var alternative = (MultipartAlternative)UnwrappedReply.Open(message, ReplyCase.Alice).Payload;
        alternative.Select(part => part.ContentType.MimeType).Should().Equal("text/plain", "text/html", "text/calendar");
        alternative[2].ContentType.Parameters["method"].Should().Be("REQUEST");
        ((TextPart)alternative[2]).Text.ReplaceLineEndings("\r\n").Should().Be(calendar.Content);
    }

    [Theory]
    [InlineData("")]
    [InlineData("REQUEST; x=y")]
    [InlineData("RE\r\nQUEST")]
    public async Task Compose_CalendarWithoutAMethod_IsMisuse(string method)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();

        await FluentActions.Awaiting(() => reply.ComposeAsync(ReplyProtection.None, new ReplyDraft { Calendar = new DraftCalendar("BEGIN:VCALENDAR", method) })).Should().ThrowAsync<ArgumentException>();
    }

    public static TheoryData<string> Texts =>
    [
        string.Empty, "short", "one\ntwo\n\nthree\n", "From the beginning\n indented\n", "> quoted\n>> deeper\n>\nnot", "-- \nSignature\nline",
        string.Concat(Enumerable.Repeat("several words ", 40)).Trim() + "\n" + string.Concat(Enumerable.Repeat("> ", 1)) + string.Concat(Enumerable.Repeat("quoted words ", 30)).Trim(),
        new string('>', 71) + "\n" + new string('>', 200) + "\n" + new string('>', 100) + " x", new string('x', 300), "a  b   c    " + new string('y', 80) + "  d", "Grüße " + string.Concat(Enumerable.Repeat("Übung ", 30)).Trim(),
        "-- " + new string('y', 80), "-- -- " + new string('y', 80) + " d", new string('x', 69) + " -- " + new string('y', 80), "> -- " + new string('y', 80) + " d",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void FlowedLines_AnyText_ComesBackThroughTheReader(string text)
    {
        string written = FlowedLines.Write(text);

        written.Split("\r\n").Where(line => line.Contains(' ', StringComparison.Ordinal) && !line.Contains("yyy", StringComparison.Ordinal) && !line.StartsWith(">>>", StringComparison.Ordinal)).Should().NotContain(line => line.Length > 74);
        FlowedText.Unfold(written.ReplaceLineEndings("\n"), deletesSpace: false).Should().Be(text);
    }

    [Theory]
    [InlineData("end \0\nof line", "end\nof line")]
    [InlineData("\u001B> no quote of the agent's", "> no quote of the agent's")]
    [InlineData("\0-- \nBob", "-- \nBob")]
    public void FlowedLines_ControlsAtTheEdges_DoNotJoinOrQuoteWhatFollows(string text, string shown)
    {
        string written = FlowedLines.Write(text);

        written.Should().NotContainAny("\0", "\u001B");
        FlowedText.Unfold(written.ReplaceLineEndings("\n"), deletesSpace: false).Should().Be(shown);
    }

    [Fact]
    public async Task Compose_Flowed_SaysSoAndKeepsItsSoftBreaks()
    {
        string text = string.Concat(Enumerable.Repeat("several words ", 40)).Trim();
        MimeMessage message = await (await ReplyCase.CreateAsync()).ComposeOneAsync(Both, new ReplyDraft { TextBody = text, IsFlowed = true });

        UnwrappedReply opened = UnwrappedReply.Open(message, ReplyCase.Alice);
        ((TextPart)opened.Payload).IsFlowed.Should().BeTrue();
        opened.Text.ReplaceLineEndings("\n").Should().Contain("words \n");
    }
}
