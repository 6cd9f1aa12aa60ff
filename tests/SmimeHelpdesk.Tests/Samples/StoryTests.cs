using ConsoleDemo.Story;
using Spectre.Console;

namespace SmimeHelpdesk.Tests.Samples;

public sealed class StoryTests
{
    [Fact]
    public async Task Run_WithoutArguments_EveryStepHolds()
    {
        DemoRun run = await DemoRun.RunAsync();

        run.Text.Should().NotContain("✗").And.Contain("☑ Sign").And.Contain("☐ Encrypt").And.Contain("☐ Sign").And.Contain("Signature invalid");
        run.ExitCode.Should().Be(0);
    }

    [Fact]
    public void End_AStepThatDidNotHold_IsNamedAndFails()
    {
        using var text = new StringWriter();
        var narrator = new Narrator(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) }));

        narrator.Check("the first holds", true);
        narrator.Check("the second holds", false);

        narrator.End().Should().Be(1);
        text.ToString().Should().Contain("✗ the second holds").And.Contain("Did not hold: the second holds").And.NotContain("✗ the first");
    }
}
