using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public class LegacyDisplayTests
{
    private const string Root = "Content-Type: text/plain; hp-legacy-display=\"1\"; hp=\"cipher\"\nSubject: Dinner\n\nSubject: Dinner\n\nLet's meet.\n";

    [Fact]
    public void Flatten_UnderALayer_DropsTheCopy() =>
        ContentFlattener.Flatten(Mail.Parse(Root), SmimeLimits.Default, true).TextBody.Should().Be("Let's meet.");

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
    public void StripText_LeadingFields_AreDroppedAndNothingElse(string text, string stripped) => LegacyDisplay.StripText(text).Should().Be(stripped);

    [Theory]
    [InlineData("<body><div class=\"header-protection-legacy-display\"><pre>Subject: a</pre></div><p>x", "<body><p>x")]
    [InlineData("<DIV class='header-protection-legacy-display'><div>a</div>b</DIV>x", "x")]
    [InlineData("<div class=\"header-protection-legacy-display\">never closed", "<div class=\"header-protection-legacy-display\">never closed")]
    [InlineData("<p>header-protection-legacy-display</p>", "<p>header-protection-legacy-display</p>")]
    [InlineData("<span class=\"header-protection-legacy-display\">x</span>", "<span class=\"header-protection-legacy-display\">x</span>")]
    [InlineData("about header-protection-legacy-display<div class=\"header-protection-legacy-display\">a</div>x", "about header-protection-legacy-displayx")]
    [InlineData("<div>x</div>header-protection-legacy-display<div class=\"header-protection-legacy-display\">a</div>x", "<div>x</div>header-protection-legacy-displayx")]
    public void StripHtml_MarkedDiv_IsDroppedAndNothingElse(string html, string stripped) => LegacyDisplay.StripHtml(html).Should().Be(stripped);
}
