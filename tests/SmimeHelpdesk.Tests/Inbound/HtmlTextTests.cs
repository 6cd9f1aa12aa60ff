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
}
