using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public class LegacyDisplayTests
{
    private const string Root = "Content-Type: text/plain; hp-legacy-display=\"1\"; hp=\"cipher\"\nSubject: Dinner\n\nSubject: Dinner\n\nLet's meet.\n";

    [Fact]
    public void Flatten_UnderALayer_DropsTheCopy() =>
        ContentFlattener.Flatten(Mail.Parse(Root), SmimeLimits.Default, true).TextBody.Should().Be("Let's meet.");

    [Fact]
    public void Flatten_NothingHidden_DropsTheCopyToo() =>
        ContentFlattener.Flatten(Mail.Parse(Root.Replace("cipher", "clear", StringComparison.Ordinal)), SmimeLimits.Default, true).TextBody.Should().Be("Let's meet.");

    [Fact]
    public void Flatten_NotMarked_KeepsTheText() =>
        ContentFlattener.Flatten(Mail.Parse(Root.Replace("; hp-legacy-display=\"1\"", string.Empty, StringComparison.Ordinal)), SmimeLimits.Default, true).TextBody.Should().StartWith("Subject: Dinner");

    [Fact]
    public void Flatten_WithoutLayer_KeepsTheText() =>
        ContentFlattener.Flatten(Mail.Parse(Root), SmimeLimits.Default).TextBody.Should().StartWith("Subject: Dinner");

    [Fact]
    public void Flatten_WithoutHeaderProtection_KeepsTheText() =>
        ContentFlattener.Flatten(Mail.Parse(Root.Replace("; hp=\"cipher\"", string.Empty, StringComparison.Ordinal)), SmimeLimits.Default, true).TextBody.Should().StartWith("Subject: Dinner");

    [Fact]
    public void Flatten_DraftScheme_DropsTheLeadingPart()
    {
        string payload = "Content-Type: multipart/mixed; boundary=b; protected-headers=\"v1\"\nSubject: Dinner\n\n--b\nContent-Type: text/plain; protected-headers=\"v1\"\nContent-Disposition: inline\n\nSubject: Dinner\n--b\n\nLet's meet.\n--b--\n";

        ContentFlattener.Flatten(Mail.Parse(payload), SmimeLimits.Default, true).TextBody.Should().Be("Let's meet.");
        ContentFlattener.Flatten(Mail.Parse(payload), SmimeLimits.Default).TextBody.Should().StartWith("Subject: Dinner");
    }

    [Theory]
    [InlineData("Subject: a\n\nbody", "body")]
    [InlineData("Subject: a\n folded\nFrom: b\n\nbody\n\nmore", "body\n\nmore")]
    [InlineData("Subject: a", "")]
    [InlineData("Subject: a\nno field\n\nbody", "Subject: a\nno field\n\nbody")]
    [InlineData("Hello\n\nbody", "Hello\n\nbody")]
    [InlineData("\nSubject: a\n\nbody", "\nSubject: a\n\nbody")]
    [InlineData("", "")]
    [InlineData("Subject: a\n", "")]
    [InlineData("Subject: a\n \t\nbody", "body")]
    [InlineData("Subject: a\n  ", "")]
    [InlineData("Subject: a\n\tfolded\n\nbody", "body")]
    [InlineData(" Subject: a\n\nbody", " Subject: a\n\nbody")]
    [InlineData("Subject: a\n: b\n\nbody", "Subject: a\n: b\n\nbody")]
    [InlineData("two words: a\n\nbody", "two words: a\n\nbody")]
    [InlineData("S: a\n\n\nbody", "\nbody")]
    public void StripText_LeadingFields_AreDroppedAndNothingElse(string text, string stripped) => LegacyDisplay.StripText(text).Should().Be(stripped);

    [Theory]
    [InlineData("<body><div class=\"header-protection-legacy-display\"><pre>Subject: a</pre></div><p>x", "<body><p>x")]
    [InlineData("<DIV class='header-protection-legacy-display'><div>a</div>b</DIV>x", "x")]
    [InlineData("<div class=\"header-protection-legacy-display\">never closed", "<div class=\"header-protection-legacy-display\">never closed")]
    [InlineData("<p>header-protection-legacy-display</p>", "<p>header-protection-legacy-display</p>")]
    [InlineData("<span class=\"header-protection-legacy-display\">x</span>", "<span class=\"header-protection-legacy-display\">x</span>")]
    [InlineData("about header-protection-legacy-display<div class=\"header-protection-legacy-display\">a</div>x", "about header-protection-legacy-displayx")]
    [InlineData("<div>x</div>header-protection-legacy-display<div class=\"header-protection-legacy-display\">a</div>x", "<div>x</div>header-protection-legacy-displayx")]
    [InlineData("<div>header-protection-legacy-display</div>", "<div>header-protection-legacy-display</div>")]
    [InlineData("a<div class=\"header-protection-legacy-display\"></div>b<div>c</div>", "ab<div>c</div>")]
    [InlineData("<div class=\"header-protection-legacy-display\"><div>a</div><div>b<div>c</div></div></div><div>d</div>", "<div>d</div>")]
    [InlineData("<div class=\"header-protection-legacy-display\"><p>a</p></div  >b", "b")]
    [InlineData("<div class=\"header-protection-legacy-display\"></div", "<div class=\"header-protection-legacy-display\"></div")]
    [InlineData("header-protection-legacy-display", "header-protection-legacy-display")]
    [InlineData("<p>x", "<p>x")]
    public void StripHtml_MarkedDiv_IsDroppedAndNothingElse(string html, string stripped) => LegacyDisplay.StripHtml(html).Should().Be(stripped);

    [Theory]
    [InlineData("text/rfc822-headers; protected-headers=v1", true)]
    [InlineData("text/plain; protected-headers=\" v1 \"", true)]
    [InlineData("text/html; protected-headers=v1", false)]
    [InlineData("text/plain; protected-headers=v2", false)]
    [InlineData("text/plain", false)]
    [InlineData("text/rfc822-headers", false)]
    public void IsWholePart_MarkedHeadersOrText_IsACopy(string contentType, bool isCopy) =>
        LegacyDisplay.IsWholePart(Mail.Parse($"Content-Type: {contentType}\n\nx")).Should().Be(isCopy);

    [Theory]
    [InlineData("; hp-legacy-display=1", true)]
    [InlineData("; hp-legacy-display=\" 1 \"", true)]
    [InlineData("; hp-legacy-display=0", false)]
    [InlineData("", false)]
    public void IsMarked_Parameter_MustBeOne(string parameter, bool isMarked) =>
        LegacyDisplay.IsMarked(Mail.Parse($"Content-Type: text/plain{parameter}\n\nx")).Should().Be(isMarked);
}
