using SmimeHelpdesk.Soak;
using SmimeHelpdesk.Soak.Mails;
using SmimeHelpdesk.Soak.Reports;

namespace SmimeHelpdesk.Stores.Tests.Load;

/// <summary>The full length is the soak program, which docs/operations.md names.</summary>
public sealed class SoakTests
{
    private static readonly SoakOptions Short = new() { Duration = TimeSpan.FromSeconds(2), WarmUp = TimeSpan.Zero, Rate = 30, Customers = 2, Sampling = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_AFewSeconds_EveryVerdictIsAsExpected(bool inMemory)
    {
        SoakReport report = await SoakCommand.RunAsync(Short with { InMemory = inMemory }, TextWriter.Null, mails => mails);

        report.KindsOfErrors.Should().BeEmpty();
        report.Figures.Mails.Should().BePositive();
        report.Figures.AnswersRead.Should().BePositive();
    }

    [Fact]
    public async Task RunAsync_VerdictsOtherThanExpected_AreErrorsAndAFailure()
    {
        static SoakMail Mistaken(SoakMail mail) => mail with { Expected = mail.Expected with { Signature = SignatureStatus.Indeterminate, Reason = SignatureReason.NoFrom } };

        SoakReport report = await SoakCommand.RunAsync(Short with { InMemory = true }, TextWriter.Null, mails => [.. mails.Select(Mistaken)]);

        report.Errors.Should().BePositive();
        report.KindsOfErrors.Should().Contain(error => error.Contains("in place of NoFrom", StringComparison.Ordinal));
        report.Failures.Should().Contain(failure => failure.EndsWith("errors", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_ARateThatIsTooHigh_IsAFailure()
    {
        SoakReport report = await SoakCommand.RunAsync(Short with { Duration = TimeSpan.FromSeconds(1), Rate = 100_000, InMemory = true }, TextWriter.Null, mails => mails);

        report.Failures.Should().Contain(failure => failure.StartsWith("the rate was not held", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.09, false)]
    [InlineData(0.11, true)]
    public void Failures_MemoryThatGrowsEachMinute_CountFromOneMegabyteInTenMinutes(double megabytesPerMinute, bool fails)
    {
        SoakReport report = Report(TimeSpan.FromMinutes(30), minute => 100 + (minute * megabytesPerMinute) + (minute % 2));

        report.ResidentSlope.Should().BeApproximately(megabytesPerMinute * 10, 0.05);
        report.Failures.Any(failure => failure.StartsWith("memory", StringComparison.Ordinal)).Should().Be(fails);
    }

    [Theory]
    [InlineData("--minutes")]
    [InlineData("--minutes", "0")]
    [InlineData("--store", "paper")]
    public async Task RunAsync_ArgumentsThatMakeNoSense_SaysHow(params string[] arguments)
    {
        using var output = new StringWriter();

        (await SoakCommand.RunAsync(arguments, output)).Should().Be(2);

        output.ToString().Should().Contain("--rate");
    }

    private static SoakReport Report(TimeSpan duration, Func<int, double> resident)
    {
        var options = new SoakOptions { Duration = duration };
        var tally = new SmimeHelpdesk.Soak.Run.SoakTally();
        return new SoakReport(
            options,
            SmimeHelpdesk.Soak.Run.Period.Start(tally).End(tally),
            [.. Enumerable.Range(0, (int)duration.TotalMinutes).Select(minute => new MemorySample(TimeSpan.FromMinutes(minute), resident(minute), 30))]);
    }
}
