using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class DisplayTextTests
{
    [Fact]
    public void Clean_LongAddress_KeepsItsDomain()
    {
        string shown = DisplayText.Clean("alice@customer.example." + new string('a', 600) + "@elsewhere.example");

        shown.Should().HaveLength(320).And.StartWith("alice@customer").And.EndWith("@elsewhere.example").And.Contain("…");
    }

    [Fact]
    public void Clean_AtTheBound_IsKeptWhole()
    {
        DisplayText.Clean(new string('a', 320)).Should().Be(new string('a', 320));
        DisplayText.Clean(new string('a', 321)).Should().HaveLength(320).And.Contain("…");
    }

    [Theory]
    [InlineData("a\u202Eb", "a\uFFFDb")]
    [InlineData("a\r\nb", "a\uFFFD\uFFFDb")]
    [InlineData("a\u2028b\u2029", "a\uFFFDb\uFFFD")]
    [InlineData("Jörg", "Jörg")]
    public void Clean_WhatHidesOrReverses_IsReplaced(string text, string shown) => DisplayText.Clean(text).Should().Be(shown);

    [Fact]
    public void Shorten_NeverCutsACharacterInTwo()
    {
        foreach (int length in Enumerable.Range(10, 20))
        {
            string shown = DisplayText.Shorten(string.Concat(Enumerable.Repeat("\U0001F600", 40)), length);

            shown.EnumerateRunes().Should().NotContain(System.Text.Rune.ReplacementChar);
            shown.Length.Should().BeLessThanOrEqualTo(length);
        }
    }

    [Fact]
    public void IsClean_OneCharacterThatHides_IsEnoughToSayNo()
    {
        DisplayText.IsClean("Jörg").Should().BeTrue();
        DisplayText.IsClean("a\u202Eb").Should().BeFalse();
        DisplayText.IsClean("\u2028").Should().BeFalse();
        DisplayText.IsClean(new string('a', 320)).Should().BeTrue();
        DisplayText.IsClean(new string('a', 321)).Should().BeFalse();
    }
}
