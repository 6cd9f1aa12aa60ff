using MimeKit;
using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public class HeaderTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(null, "")]
    [InlineData("  a \t b  ", "a b")]
    [InlineData("a\r\nBcc: x@evil.example", "a Bcc: x@evil.example")]
    [InlineData("a\u2028b\u2029c\u0085d\0e\u007Ff", "a b c d e f")]
    [InlineData("\u202Egnp.exe", "gnp.exe")]
    [InlineData("a\u200Bb\u200Dc\u2066d\uFEFFe\u00ADf", "abcdef")]
    [InlineData("a\u3164\u115Fb\u2800", "ab")]
    [InlineData("a\u00A0\u3000b", "a b")]
    [InlineData("Gr\u00FC\u00DFe \U0001F600", "Gr\u00FC\u00DFe \U0001F600")]
    public void Clean_Value_IsOneHarmlessLine(string? text, string clean) => HeaderText.Clean(text).Should().Be(clean);

    [Theory]
    [InlineData(" a", "a")]
    [InlineData("a ", "a")]
    [InlineData("a  b", "a b")]
    [InlineData(" ", "")]
    [InlineData("a\u0378b", "ab")]
    [InlineData("a\U00013164b", "a\U00013164b")]
    [InlineData("\u202Ea", "a")]
    [InlineData("a \u200B b", "a b")]
    public void Clean_BlanksAndWhatShowsNothing_LeaveOneBlankBetweenWords(string text, string clean) => HeaderText.Clean(text).Should().Be(clean);

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abcd", "abc…")]
    [InlineData("äbc", "äbc")]
    [InlineData("äbcd", "äbc…")]
    [InlineData("ä\U0001F600", "ä\U0001F600")]
    [InlineData("äb\U0001F600", "äb…")]
    [InlineData("ä b", "ä b")]
    public void Clean_AboutAsLongAsItMayBe_IsCutOffThere(string text, string clean) => HeaderText.Clean(text, 5).Should().Be(clean);

    [Fact]
    public void Clean_PlainValue_IsNotCopied()
    {
        string text = new('x', 20);

        HeaderText.Clean(text).Should().BeSameAs(text);
    }

    [Fact]
    public void Clean_LoneSurrogates_AreReplaced() => HeaderText.Clean("a\uD800b").Should().Be("a\uFFFDb");

    [Fact]
    public void Clean_TagCharacters_AreRemoved() => HeaderText.Clean("a\U000E0041\U000E007Fb").Should().Be("ab");

    [Fact]
    public void Clean_LongValue_IsCutOff() => HeaderText.Clean(new string('x', 100_000)).Should().HaveLength(HeaderText.MaximumLength - 1).And.EndWith("x\u2026");

    [Theory]
    [InlineData("=?utf-8?q?a=0D=0ABcc:_x?=", "aBcc: x")]
    [InlineData("=?utf-8?b?YQ0KQmNjOiB4?=", "aBcc: x")]
    [InlineData("=?utf-8?q?=E2=80=AEabc?=", "abc")]
    [InlineData("one\n two", "one two")]
    [InlineData("=?iso-8859-1?q?Gr=FC=DFe?= =?utf-8?q?!?=", "Gr\u00FC\u00DFe!")]
    [InlineData("=?windows-1252?q?=80?=", "\u20AC")]
    [InlineData("=?koi8-r?b?wQ==?=", "\u0430")]
    [InlineData("=?no-such?q?abc?=", "abc")]
    public void ReadText_EncodedSubject_IsDecodedAndCleaned(string value, string subject) =>
        HeaderFields.ReadText(Mail.Parse($"From: a@b.example\nSubject: {value}\n\nx").Headers, HeaderId.Subject).Should().Be(subject);

    [Fact]
    public void ReadText_SeveralSubjects_FirstCounts() =>
        HeaderFields.ReadText(Mail.Parse("Subject: one\nSubject: two\n\nx").Headers, HeaderId.Subject).Should().Be("one");

    [Theory]
    [InlineData("Mon, 01 Jun 2026 12:00:00 +0200", "2026-06-01T12:00:00+02:00")]
    [InlineData("nonsense", null)]
    [InlineData("Mon, 99 Jun 99999 12:00:00 +9999", null)]
    public void ReadDate_AnyValue_IsADateOrNothing(string value, string? date) =>
        HeaderFields.ReadDate(Mail.Parse($"Subject: x\nDate: {value}\n\nx").Headers).Should().Be(date is null ? null : DateTimeOffset.Parse(date, null));

    [Fact]
    public void ReadMessageIds_ManyReferences_KeepsTheFirstAndTheLast()
    {
        string value = string.Join("\n ", Enumerable.Range(0, 500).Select(i => $"<{i}@x>"));

        IReadOnlyList<string> ids = HeaderFields.ReadMessageIds(Mail.Parse($"Subject: x\nReferences: {value}\n\nx").Headers, HeaderId.References);

        ids.Should().HaveCount(200).And.StartWith("0@x").And.EndWith("499@x");
    }

    [Theory]
    [InlineData("<a@b>", "a@b")]
    [InlineData(" junk", null)]
    [InlineData("", null)]
    public void ReadMessageId_AnyValue_HasNoBrackets(string value, string? id) =>
        HeaderFields.ReadMessageId(Mail.Parse($"Subject: x\nMessage-ID: {value}\n\nx").Headers, HeaderId.MessageId).Should().Be(id);
}
