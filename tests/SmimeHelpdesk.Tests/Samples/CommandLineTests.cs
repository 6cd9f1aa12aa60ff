using System.Globalization;
using ConsoleDemo.Cli;

namespace SmimeHelpdesk.Tests.Samples;

public sealed class CommandLineTests
{
    [Fact]
    public void Parse_Nothing_IsTheStory() => CommandLineParser.Parse([]).Command.Should().Be(DemoCommand.Story);

    [Fact]
    public void Parse_OptionsAndFiles_InAnyOrder()
    {
        CommandLine line = CommandLineParser.Parse(
            ["open", "a.eml", "--credential", "1.p12", "--json", "--credential=2.p12", "b.eml", "--at", "2026-06-01T12:00:00+02:00", "--mailbox", "a@b.example", "--", "--json"]);

        line.Files.Should().Equal("a.eml", "b.eml", "--json");
        line.Credentials.Should().Equal("1.p12", "2.p12");
        line.Json.Should().BeTrue();
        line.At.Should().Be(DateTimeOffset.Parse("2026-06-01T10:00:00Z", CultureInfo.InvariantCulture));
        line.Mailbox.Should().Be(new Mailbox("a@b.example"));
    }

    [Theory]
    [InlineData("2026-06-01", "2026-06-01T00:00:00Z")]
    [InlineData("2026-06-01T12:30Z", "2026-06-01T12:30:00Z")]
    [InlineData("2026-06-01T12:30:15.25Z", "2026-06-01T12:30:15.25Z")]
    [InlineData("2026-06-01T12:30:15", "2026-06-01T12:30:15Z")]
    public void Parse_Instants_AreUniversalTime(string text, string expected) =>
        CommandLineParser.Parse(["open", "--at", text, "a"]).At.Should().Be(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("close")]
    [InlineData("open")]
    [InlineData("open", "--unknown", "a")]
    [InlineData("open", "--sign", "a")]
    [InlineData("open", "a", "--credential")]
    [InlineData("open", "--json=yes", "a")]
    [InlineData("open", "--at", "yesterday", "a")]
    [InlineData("open", "--mailbox", "nobody", "a")]
    [InlineData("open", "--policy", "HideSubject", "a")]
    [InlineData("reply", "a", "b")]
    public async Task Run_WrongArguments_ExitsWithOneLineThatHelps(params string[] arguments)
    {
        DemoRun run = await DemoRun.RunAsync(arguments);

        run.ExitCode.Should().Be(2);
        run.Error.Trim().Should().NotBeEmpty().And.NotContain("\n").And.NotContain("should not have happened");
        run.Json.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_Help_NamesEveryOptionAndSetting()
    {
        DemoRun run = await DemoRun.RunAsync("--help");

        run.ExitCode.Should().Be(0);
        run.Text.Should().ContainAll(CommandOptions.All.Select(option => option.Name)).And.ContainAll(PolicySettings.All.Select(setting => setting.Name));
    }
}
