using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class CidReferencesTests
{
    [Theory]
    [InlineData("<img src=\"cid:a@b\">", "a@b")]
    [InlineData("<img src='CID:a@b'>", "A@B")]
    [InlineData("<img src=cid:a@b>", "a@b")]
    [InlineData("<img src=cid:a@b width=1>", "a@b")]
    [InlineData("<td style=\"background: url(cid:a@b)\">", "a@b")]
    [InlineData("<img src=\"cid:a%20b\">", "a b")]
    [InlineData("<img src=\"cid:\"><img src=\"cid:x\">", "x")]
    [InlineData("cid:x>", "x")]
    [InlineData("<img src=\"cid:y\"><img src=\"cid:x\">", "y")]
    public void Contains_WhatTheTextShows_IsFound(string html, string id) => new CidReferences(html).Contains(id).Should().BeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("a@b")]
    [InlineData("<img src=\"cid:\">")]
    [InlineData("cid:a@b")]
    public void Contains_WhatItDoesNot_IsNot(string? html)
    {
        new CidReferences(html).Contains("a@b").Should().BeFalse();
        new CidReferences(html).Contains(string.Empty).Should().BeFalse();
    }

    [Fact]
    public void Contains_MoreThanAnybodyShows_AreNotRead()
    {
        var many = new CidReferences(string.Concat(Enumerable.Range(0, 2001).Select(i => $"<img src='cid:{i}'>")));

        many.Contains("1999").Should().BeTrue();
        many.Contains("2000").Should().BeFalse();
    }
}
