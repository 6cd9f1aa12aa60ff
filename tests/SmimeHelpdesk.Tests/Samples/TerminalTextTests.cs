using ConsoleDemo.Views;

namespace SmimeHelpdesk.Tests.Samples;

public sealed class TerminalTextTests
{
    [Fact]
    public void Lines_ControlAndDirectionCharacters_AreReplaced() =>
        TerminalText.Lines("a\u001B[2J\tb\r\nc\u202Ed\u009Be\u0000").Should().Be("a\uFFFD[2J b\nc\uFFFDd\uFFFDe\uFFFD");

    [Fact]
    public void OneLine_LineBreaks_BecomeBlanks() => TerminalText.OneLine("a\r\nb\nc\u2028d").Should().Be("a b c d");
}
