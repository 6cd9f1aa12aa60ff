using System.Globalization;

namespace SmimeHelpdesk.Mutation;

/// <summary>
/// Runs tests in a process of its own, because a mutant may never return or may end it. It says a line for each test, so that whoever
/// started it can tell slow from stuck.
/// </summary>
internal sealed class Worker(string folder, TextReader orders, TextWriter answers)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(4);
    private readonly HashSet<int> _warm = [];

    public async Task RunAsync()
    {
        var context = new TestsContext(folder);
        var mutants = new MutantSwitch(context.Library);
        mutants.Choose(0);
        IReadOnlyList<TestCase> tests = TestCatalog.Find(context.Tests);
        Say($"tests {tests.Count}");
        while (await orders.ReadLineAsync() is { } order)
        {
            string[] words = order.Split(' ');
            switch (words[0])
            {
                case "cover":
                    await CoverAsync(tests, mutants, Number(words[1]));
                    break;
                case "mutant":
                    await TryAsync(tests, mutants, Number(words[1]), [.. words[2].Split(',').Select(Number)]);
                    break;
                default:
                    return;
            }
        }
    }

    // Once to warm up, then what it reaches and how much of the processor it takes, whatever else the machine does.
    private async Task CoverAsync(IReadOnlyList<TestCase> tests, MutantSwitch mutants, int first)
    {
        for (int i = first; i < tests.Count; i++)
        {
            Say($"begin {i} {tests[i].Class}");
            TimeSpan start = Environment.CpuUsage.TotalTime;
            string? failure = await tests[i].RunAsync();
            if (Environment.CpuUsage.TotalTime - start > Slow)
            {
                Say($"slow {i}");
                continue;
            }

            mutants.Forget();
            start = Environment.CpuUsage.TotalTime;
            failure ??= await tests[i].RunAsync();
            double milliseconds = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
            Say(failure is null
                ? string.Create(CultureInfo.InvariantCulture, $"covered {i} {milliseconds:F3} {string.Join(',', mutants.Entered)}")
                : $"failing {i} {failure.ReplaceLineEndings(" ")}");
        }

        Say("done");
    }

    // What tests keep between them must be made by the true code, so each test runs once unchanged before it meets its first mutant. A
    // test that fails unchanged after it has killed shows that a mutant left something behind; only a new process can judge then.
    private async Task TryAsync(IReadOnlyList<TestCase> tests, MutantSwitch mutants, int mutant, int[] chosen)
    {
        foreach (int i in chosen)
        {
            if (!_warm.Contains(i) && await tests[i].RunAsync() is null)
            {
                _warm.Add(i);
            }

            if (!_warm.Contains(i))
            {
                continue;
            }

            mutants.Choose(mutant);
            string? failure = await tests[i].RunAsync();
            mutants.Choose(0);
            Say(".");
            if (failure is not null)
            {
                bool isSound = await tests[i].RunAsync() is null;
                Say($"{(isSound ? "killed" : "spoilt")} {i}");
                return;
            }
        }

        Say("survived");
    }

    private void Say(string line)
    {
        answers.WriteLine(line);
        answers.Flush();
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
