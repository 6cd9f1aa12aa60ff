using System.Text;
using MimeKit;
using SmimeHelpdesk.Reply;
using SmimeHelpdesk.Reply.Mime;

namespace SmimeHelpdesk.Tests.Reply;

public sealed class MimeWritingTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a=b", "a=3Db")]
    [InlineData("From me", "=46rom me")]
    [InlineData("not From me", "not From me")]
    [InlineData("Frompoint", "Frompoint")]
    [InlineData(".", "=2E")]
    [InlineData("..a.", "=2E.a.")]
    [InlineData("end ", "end=20")]
    [InlineData("end\t", "end=09")]
    [InlineData("a b\tc", "a b\tc")]
    [InlineData("ü", "=C3=BC")]
    [InlineData("a\0b", "a=00b")]
    [InlineData("a\nb\r\nc\rd", "a\r\nb\r\nc\r\nd")]
    [InlineData("\n", "\r\n")]
    public void QuotedPrintable_AwkwardText_IsSafeToTransfer(string text, string expected) =>
        Encoding.ASCII.GetString(QuotedPrintable.Encode(text).Span).Should().Be(expected);

    [Theory]
    [InlineData('x')]
    [InlineData('=')]
    [InlineData('ü')]
    [InlineData(' ')]
    [InlineData('.')]
    public void QuotedPrintable_LongLine_IsBrokenSoftlyAndComesBack(char character)
    {
        for (int length = 70; length < 160; length++)
        {
            string text = new string(character, length) + "From here";
            byte[] encoded = QuotedPrintable.Encode(text).ToArray();

            Encoding.ASCII.GetString(encoded).Split("\r\n").Should().OnlyContain(line => line.Length <= 76 && !line.StartsWith("From ") && !line.StartsWith('.') && !line.EndsWith(' '));
            Decode(encoded).Should().Be(text);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(56)]
    [InlineData(57)]
    [InlineData(58)]
    [InlineData(1000)]
    public void Base64LineStream_AnyLength_WritesLinesOf76(int length)
    {
        byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        using var output = new MemoryStream();
        using (var base64 = new Base64LineStream(output))
        {
            base64.Write(bytes.AsSpan(0, length / 3));
            base64.Write(bytes.AsSpan(length / 3));
        }

        string text = Encoding.ASCII.GetString(output.ToArray());
        text.Should().Be(string.Concat(Convert.ToBase64String(bytes).Chunk(76).Select(line => new string(line) + "\r\n")));
    }

    [Theory]
    [InlineData("Printer on fire", "Re: Printer on fire")]
    [InlineData("Re: Printer", "Re: Printer")]
    [InlineData("RE: Printer", "RE: Printer")]
    [InlineData("AW: Drucker", "AW: Drucker")]
    [InlineData("Regarding", "Re: Regarding")]
    [InlineData("", "Re:")]
    [InlineData("a\r\nBcc: evil@x.example", "Re: aBcc: evil@x.example")]
    public void SubjectLines_NoSubjectInTheDraft_AnswersTheInboundOne(string inbound, string expected) =>
        SubjectLines.For(new ReplyDraft(), ReplyCase.Context with { Subject = inbound }, false, SmimePolicy.Default).Should().Be(new SubjectLines(expected, expected));

    // encrypted, policy hides, inbound confidential, draft subject, public subject -> inner, outer
    [Theory]
    [InlineData(true, true, false, null, null, "Re: Printer on fire", "[...]")]
    [InlineData(true, true, false, "mine", null, "mine", "[...]")]
    [InlineData(true, true, false, "mine", "[#7]", "mine", "[#7]")]
    [InlineData(true, false, false, "mine", null, "mine", "mine")]
    [InlineData(true, false, false, "mine", "[#7]", "mine", "[#7]")]
    [InlineData(true, false, true, "mine", null, "mine", "[...]")]
    [InlineData(true, false, true, null, null, "Re: [...]", "[...]")]
    [InlineData(false, true, false, "mine", "[#7]", "mine", "mine")]
    [InlineData(false, true, true, "secret", null, "Re: [...]", "Re: [...]")]
    [InlineData(false, false, true, "secret", "[#7]", "[#7]", "[#7]")]
    [InlineData(false, true, true, null, null, "Re: [...]", "Re: [...]")]
    public void SubjectLines_HidingAndConfidence_NeverShowWhatWasHidden(bool isEncrypted, bool hide, bool confidential, string? subject, string? open, string inner, string outer)
    {
        ReplyContext context = ReplyCase.Context with { SubjectIsConfidential = confidential };

        SubjectLines lines = SubjectLines.For(new ReplyDraft { Subject = subject, PublicSubject = open }, context, isEncrypted, SmimePolicy.Default with { HideSubject = hide });

        lines.Should().Be(new SubjectLines(inner, outer));
    }

    [Fact]
    public void References_EndlessOrBrokenOnes_AreBoundedAndLeftOut()
    {
        ReplyContext context = ReplyCase.Context with
        {
            References = [.. Enumerable.Range(0, 100).Select(i => i + "@customer.example"), "a>\r\nBcc: x@y.example", "white space@x", new string('x', 1000), "ü@x", string.Empty],
        };

        IReadOnlyList<string> references = MessageIdentifiers.References(context);

        references.Should().HaveCount(20).And.OnlyContain(id => id.StartsWith('<') && id.EndsWith('>') && id.Length < 260);
        references[0].Should().Be("<0@customer.example>");
        references[^1].Should().Be("<inbound@customer.example>");
        string.Concat(references).Should().NotContain("Bcc").And.NotContain("\n");
    }

    [Theory]
    [InlineData("Grüße", "=?utf-8?b?R3LDvMOfZQ==?=")]
    [InlineData("plain text", "plain text")]
    [InlineData("=?utf-8?q?x?=", "=?utf-8?b?PT91dGYtOD9xP3g/PQ==?=")]
    public void EncodedText_Unstructured_EncodesWhatMustBe(string text, string expected) => EncodedText.Unstructured(text).Trim().Should().Be(expected);

    [Theory]
    [InlineData("Support")]
    [InlineData("Müller \"& Co\"")]
    [InlineData("a, b <c@d.example>")]
    [InlineData("back\\slash \"quote\"")]
    [InlineData("a  b")]
    public void EncodedText_Phrase_ComesBackAsOneName(string name)
    {
        InternetAddressList list = InternetAddressList.Parse(EncodedText.Phrase(name) + "\r\n <support@desk.example>");

        list.Mailboxes.Single().Name.Should().Be(name);
        list.Mailboxes.Single().Address.Should().Be("support@desk.example");
    }

    [Fact]
    public void EncodedText_LongForeignText_ComesBackWhole()
    {
        string text = string.Concat(Enumerable.Repeat("Прошу 🖨️ прощения — ", 30)).Trim();

        Header.TryParse("Subject:" + EncodedText.Unstructured(text) + "\r\n", out Header? header).Should().BeTrue();
        header!.Value.Should().Be(text);
    }

    [Theory]
    [InlineData("<p>x</p>", "<body>\r\n<p>x</p>\r\n</body>")]
    [InlineData("<HTML><BODY>x</BODY></HTML>", "<HTML><BODY>x</BODY></HTML>")]
    public void HtmlDocument_Complete_MakesADocumentOfAFragmentOnly(string html, string expected) => HtmlDocument.Complete(html).Should().Contain(expected);

    [Fact]
    public void HtmlDocument_WithLegacyDisplay_CannotBeBrokenOutOf()
    {
        string html = HtmlDocument.WithLegacyDisplay("<html><body class=\"a\"><p>x</p></body></html>", ["</pre><script>alert(1)</script>"]);

        html.Should().StartWith("<html><body class=\"a\"><div class=\"header-protection-legacy-display\">").And.NotContain("<script>");
    }

    [Theory]
    [InlineData("a@customer.example", "a@customer.example")]
    [InlineData("Mixed.Case@CUSTOMER.example", "Mixed.Case@customer.example")]
    [InlineData("a@bücher.example", "a@xn--bcher-kva.example")]
    [InlineData("a..b@docomo.example", null)]
    [InlineData("ü@customer.example", null)]
    [InlineData("a@customer.example, b@customer.example", null)]
    [InlineData("Alice <a@customer.example>", null)]
    [InlineData("a@customer.example\r\nBcc: b@x.example", null)]
    [InlineData("\"a b\"@customer.example", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void ReplyRecipient_Read_TakesOnePlainAddress(string? text, string? expected) =>
        (ReplyRecipient.Read(text, RecipientField.To)?.Address).Should().Be(expected);

    private static string Decode(byte[] encoded)
    {
        var content = new MimeContent(new MemoryStream(encoded), ContentEncoding.QuotedPrintable);
        using var output = new MemoryStream();
        content.DecodeTo(output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
