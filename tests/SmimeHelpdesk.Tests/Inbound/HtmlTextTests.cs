using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public class HtmlTextTests
{
    [Theory]
    [InlineData("<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree")]
    [InlineData("<div>a</div><div>b</div>", "a\nb")]
    [InlineData("a&nbsp;&lt;b&gt;  \n c", "a <b> c")]
    [InlineData("<html><head><title>t</title><style>p{}</style></head><body>x<script>alert(1)</script>y</body></html>", "xy")]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "- a\n- b")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("<pre>a\n  b</pre>c", "a\n  b\nc")]
    [InlineData("x<blockquote>a<br>b<blockquote>c</blockquote></blockquote>y", "x\n> a\n> b\n>> c\ny")]
    [InlineData("<a href=\"https://bank.example.evil.example/\">bank.example</a>", "bank.example <https://bank.example.evil.example/>")]
    [InlineData("<a href=\"https://a.example/\">https://a.example/</a>", "https://a.example/")]
    [InlineData("<a href=\"javascript:alert(1)\">click</a>", "click")]
    [InlineData("<img alt=\"logo\" src=x>", "[logo]")]
    [InlineData("<!-- c -->a<![CDATA[b]]>", "a")]
    [InlineData("plain", "plain")]
    [InlineData("<p", "")]
    [InlineData("</blockquote></pre></a>x", "x")]
    [InlineData("a&#0;b", "a\uFFFDb")]
    public void Render_Markup_IsReadable(string html, string text) => HtmlText.Render(html).Trim().Should().StartWith(text);

    [Fact]
    public void Render_UnclosedScript_ShowsNoCode() => HtmlText.Render("a<script>var x = '<p>code'").Should().Be("a");

    [Theory]
    [InlineData("div")]
    [InlineData("table")]
    [InlineData("tr")]
    [InlineData("ul")]
    [InlineData("ol")]
    [InlineData("hr")]
    [InlineData("section")]
    [InlineData("article")]
    [InlineData("header")]
    [InlineData("footer")]
    [InlineData("address")]
    [InlineData("center")]
    [InlineData("dl")]
    [InlineData("dt")]
    [InlineData("dd")]
    [InlineData("fieldset")]
    [InlineData("form")]
    [InlineData("body")]
    [InlineData("figure")]
    [InlineData("caption")]
    [InlineData("pre")]
    public void Render_Block_BeginsAndEndsALine(string name)
    {
        HtmlText.Render($"a<{name}>b").Should().Be("a\nb");
        HtmlText.Render($"a</{name}>b").Should().Be("a\nb");
    }

    [Theory]
    [InlineData("p")]
    [InlineData("h1")]
    [InlineData("h2")]
    [InlineData("h3")]
    [InlineData("h4")]
    [InlineData("h5")]
    [InlineData("h6")]
    public void Render_Paragraph_HasABlankLineBeforeIt(string name) => HtmlText.Render($"a<{name}>b</{name}>c").Should().Be("a\n\nb\n\nc");

    [Theory]
    [InlineData("a<span>b</span><b>c</b>", "abc")]
    [InlineData("<table><tr><th>a</th><th>b</th></tr></table>", "a b")]
    [InlineData("<td>a</td>b", "a" + "b")]
    [InlineData("<li>a</li>b", "- a\nb")]
    [InlineData("a<li>b<li>c", "a\n- b\n- c")]
    [InlineData("a<script/>b", "ab")]
    [InlineData("a<title>b</title>c", "ac")]
    [InlineData("a<style>p</style><p>c", "a\n\nc")]
    [InlineData("a<title>b<p>c</title>d", "ad")]
    [InlineData("a<img alt=\"\">b<img>c</img alt=x>d", "abcd")]
    [InlineData("<img src=x title=t alt=logo>", "[logo]")]
    [InlineData("<pre>a  b\tc</pre>d  e", "a  b\tc\nd e")]
    [InlineData("a<pre>b</pre>", "a\nb")]
    [InlineData("a\r\n\f\tb", "a b")]
    [InlineData("<blockquote>a<p>b</blockquote>c", "> a\n>\n> b\nc")]
    public void Render_Inline_StaysInItsLine(string html, string text) => HtmlText.Render(html).Should().Be(text);

    [Theory]
    [InlineData("<a href=' HTTPS://a.example/ '>b</a>", "b <HTTPS://a.example/>")]
    [InlineData("<a href=http://a.example/>b</a>", "b <http://a.example/>")]
    [InlineData("<a href=HTTP://a.example/>b</a>c", "b <HTTP://a.example/>c")]
    [InlineData("<a name=x>b</a>", "b")]
    [InlineData("<a href=/local>b</a>", "b")]
    [InlineData("<a href=https://a.example/>a<a href=https://b.example/>b</a></a>", "ab <https://b.example/>")]
    [InlineData("<a href=https://a.example/>a<a>b</a></a>", "ab")]
    [InlineData("<a href=https://a.example/> https://A.example/</a>", "https://A.example/")]
    [InlineData("x<a href=https://a.example/>https://a.example</a>", "xhttps://a.example <https://a.example/>")]
    [InlineData("<blockquote>x<br><a href=https://a.example/><br>https://a.example/</a>", "> x\n>\n> https://a.example/")]
    [InlineData("https://a.example/ <a href=https://a.example/>b</a>", "https://a.example/ b <https://a.example/>")]
    public void Render_Link_ShowsWhereItLeadsUnlessItsWordsDo(string html, string text) => HtmlText.Render(html).Should().Be(text);

    [Fact]
    public void Render_LongLink_IsCutOff() =>
        HtmlText.Render($"<a href=https://{new string('a', 5000)}>b</a>").Length.Should().BeInRange(1990, 2010);

    [Fact]
    public void Render_MoreMarkupThanALetterHas_StopsAtTheBound()
    {
        const int bound = 1 << 20;
        HtmlText.Render(new string('a', bound)).Should().HaveLength(bound);
        HtmlText.Render(new string('a', bound) + "b").Should().HaveLength(bound).And.NotContain("b");
    }

    [Fact]
    public void Render_MoreTagsThanALetterHas_StopsAtTheBound()
    {
        const int bound = 100_000;
        HtmlText.Render(string.Concat(Enumerable.Repeat("<b>", bound - 1)) + "a").Should().Be("a");
        HtmlText.Render(string.Concat(Enumerable.Repeat("<b>", bound)) + "a").Should().BeEmpty();
    }
}
