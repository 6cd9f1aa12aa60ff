using System.Text;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Inbound;

/// <summary>Mails made to cost: each is refused or read within the budget.</summary>
[Collection(CpuTime.Name)]
public class MimeLimitsTests
{
    private const int Megabyte = 1 << 20;
    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(250);

    public static TheoryData<string, string> Bombs => new()
    {
        { "boundaries", "Content-Type: multipart/mixed; boundary=b\n\n" + Repeat("--b\n") },
        { "close delimiters", "Content-Type: multipart/mixed; boundary=b\n\n" + Repeat("--b--\n") },
        { "almost boundaries", Nest(30) + Repeat("--b\n") },
        { "header fields", Repeat("X: y\n") },
        { "header fields after a real one", "Subject: x\n" + Repeat("X: y\n") },
        { "one folded field", "Subject: x\n" + Repeat(" y\n") },
        { "one long field", "Subject: " + new string('x', Megabyte) },
        { "encoded words", "Subject: " + string.Concat(Enumerable.Repeat("=?utf-8?q?x?= ", 8000)) + "\n\nx" },
        { "broken encoded words", "Subject: " + string.Concat(Enumerable.Repeat("=?a?q?", 15000)) + "\n\nx" },
        { "parameters", "Content-Type: text/plain" + string.Concat(Enumerable.Repeat("; a=b", 20000)) + "\n\nx" },
        { "parameter continuations", "Content-Type: text/plain" + string.Concat(Enumerable.Range(0, 9000).Select(i => $"; a*{i}=b")) + "\n\nx" },
        { "disposition continuations", "Content-Type: a/b\nContent-Disposition: attachment" + string.Concat(Enumerable.Range(0, 8000).Select(i => $"; filename*{i}*=%41")) + "\n\nx" },
        { "addresses", "From: a@b.example\nTo: " + string.Concat(Enumerable.Repeat("a@b.example, ", 9000)) + "\n\nx" },
        { "comments", "From: " + new string('(', 60000) + "\n\nx" },
        { "groups", "From: " + string.Concat(Enumerable.Repeat("a:", 40000)) + "\n\nx" },
        { "quotes", "From: " + new string('"', 100000) + "\n\nx" },
        { "angles", "From: " + new string('<', 100000) + "\n\nx" },
        { "references", "References: " + string.Concat(Enumerable.Repeat("<a@b> ", 20000)) + "\n\nx" },
        { "depth", Nest(2000) },
        { "empty lines", "Content-Type: text/plain\n\n" + Repeat("\n") },
        { "leading blank lines", Repeat("\n") },
        { "from lines", Repeat("From x\n") },
        { "html tags", "Content-Type: text/html\n\n" + Repeat("<b>") },
        { "html openers", "Content-Type: text/html\n\n" + Repeat("<") },
        { "html attributes", "Content-Type: text/html\n\n<a " + Repeat("b=c ") },
        { "html comments", "Content-Type: text/html\n\n" + Repeat("<!--") },
        { "html entities", "Content-Type: text/html\n\n" + Repeat("&amp;") },
        { "html quotes", "Content-Type: text/html\n\n" + Repeat("<blockquote>x") },
        { "html links", "Content-Type: text/html\n\n" + Repeat("<a href=http://x>y</a>") },
        { "html cids", "Content-Type: text/html\n\n" + Repeat("cid:") },
        { "flowed quotes", "Content-Type: text/plain; format=flowed\n\n" + Repeat("> \n") },
        { "flowed lines", "Content-Type: text/plain; format=flowed\n\n" + Repeat("a \n") },
        { "quoted-printable", "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n" + Repeat("=\n") },
        { "base64 junk", "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + Repeat("=*A") },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Open_Bomb_StaysWithinTheBudget(string name, string mail)
    {
        name.Should().NotBeEmpty();
        byte[] bytes = Mail.Crlf(mail);

        CpuTime.Measure(Allowed, () => MimeFuzzTests.ReadAll(bytes, SmimeLimits.Default)).Should().BeLessThan(Allowed);
    }

    [Fact]
    public void Parse_TooManyParts_IsALimit()
    {
        string mail = "Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\nx\n", 20));

        FluentActions.Invoking(() => Mail.Parse(mail, SmimeLimits.Default with { MaximumParts = 20 })).Should().Throw<LimitExceededException>();
        Mail.Parse(mail, SmimeLimits.Default with { MaximumParts = 21 }).Children.Should().HaveCount(20);
    }

    [Fact]
    public void Parse_TooDeep_IsALimit()
    {
        FluentActions.Invoking(() => Mail.Parse(Nest(5), SmimeLimits.Default with { MaximumMimeDepth = 4 })).Should().Throw<LimitExceededException>();
        Mail.Parse(Nest(5), SmimeLimits.Default with { MaximumMimeDepth = 5 }).Children.Should().ContainSingle();
    }

    [Fact]
    public void Parse_TooLarge_IsALimit() =>
        FluentActions.Invoking(() => Mail.Parse("Subject: x\n\n" + new string('x', 100), SmimeLimits.Default with { MaximumMessageSize = 100 })).Should().Throw<LimitExceededException>();

    [Theory]
    [InlineData(1001, 10)]
    [InlineData(1, 200_000)]
    public void Parse_HeaderWithoutEnd_IsALimit(int fields, int length)
    {
        string mail = "From: a@b.example\n" + string.Concat(Enumerable.Repeat("X: " + new string('y', length) + "\n", fields)) + "\nx";

        FluentActions.Invoking(() => Mail.Parse(mail)).Should().Throw<LimitExceededException>();
    }

    [Fact]
    public void Parse_HeadersOfAllParts_ShareALimit()
    {
        string part = "--b\n" + string.Concat(Enumerable.Repeat("X: " + new string('y', 1000) + "\n", 200)) + "\nx\n";
        string mail = "Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat(part, 20));

        FluentActions.Invoking(() => Mail.Parse(mail)).Should().Throw<LimitExceededException>();
    }

    [Fact]
    public void Decode_LargeAttachment_AllocatesLittleMoreThanItself()
    {
        const int size = 8 << 20;
        byte[] mail = Encoding.ASCII.GetBytes("Content-Type: a/b\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(new byte[size], Base64FormattingOptions.InsertLineBreaks));
        ParsedEntity part = Mail.Parse(mail);
        long before = GC.GetAllocatedBytesForCurrentThread();

        RawMime.Decode(part, SmimeLimits.Default).Length.Should().Be(size);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(size * 11L / 10);
    }

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, Megabyte / text.Length));

    private static string Nest(int depth) => string.Concat(Enumerable.Range(0, depth).Select(i => $"Content-Type: multipart/mixed; boundary=n{i}\n\n--n{i}\n")) + "\nx\n";
}
