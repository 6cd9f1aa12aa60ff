namespace SmimeHelpdesk.Tests.Reply;

public sealed class QuotePolicyTests
{
    [Theory]
    [InlineData(QuoteScope.Always, ReplyProtection.None, true)]
    [InlineData(QuoteScope.Always, ReplyProtection.Sign, true)]
    [InlineData(QuoteScope.Always, ReplyProtection.Encrypt, true)]
    [InlineData(QuoteScope.EncryptedOnly, ReplyProtection.None, false)]
    [InlineData(QuoteScope.EncryptedOnly, ReplyProtection.Sign, false)]
    [InlineData(QuoteScope.EncryptedOnly, ReplyProtection.Encrypt, true)]
    [InlineData(QuoteScope.EncryptedOnly, ReplyProtection.Sign | ReplyProtection.Encrypt, true)]
    [InlineData(QuoteScope.Never, ReplyProtection.None, false)]
    [InlineData(QuoteScope.Never, ReplyProtection.Sign | ReplyProtection.Encrypt, false)]
    [InlineData((QuoteScope)9, ReplyProtection.Encrypt, false)]
    public void Quote_EachScope_GivesTheTextOnlyWhereItMayStand(QuoteScope scope, ReplyProtection protection, bool isQuoted)
    {
        ReplyContext context = ReplyCase.Context with { Quoting = scope };

        QuotePolicy.MayQuote(context, protection).Should().Be(isQuoted);
        QuotePolicy.Quote(context, "secret", protection).Should().Be(isQuoted ? "> secret\n" : string.Empty);
    }

    [Fact]
    public void Quote_ContextOfAnOlderVersion_QuotesNothing() =>
        QuotePolicy.Quote(ReplyContext.FromJson("""{"Version":1,"MailboxAddress":"support@desk.example"}"""), "text", ReplyProtection.Encrypt).Should().BeEmpty();

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("one\n\n> two\n>> three\nfour\n\n", "> one\n>\n>> two\n>>> three\n> four\n")]
    public void Quote_Text_MarksEveryLine(string? text, string quote) =>
        QuotePolicy.Quote(ReplyCase.Context with { Quoting = QuoteScope.Always }, text, ReplyProtection.None).Should().Be(quote);

    [Fact]
    public void Quote_LongText_IsCutOff()
    {
        string quote = QuotePolicy.Mark(string.Concat(Enumerable.Repeat("line\n", 100_000)));

        quote.Length.Should().BeLessThan(300_000);
        quote.Should().EndWith("> [...]\n");
    }
}
