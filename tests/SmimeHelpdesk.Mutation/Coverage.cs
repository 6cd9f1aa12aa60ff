using System.Globalization;

namespace SmimeHelpdesk.Mutation;

/// <summary>What a test reaches, and how long it takes.</summary>
internal sealed record CoveredTest(int Number, string Class, double Milliseconds, IReadOnlySet<int> Probes);

/// <summary>Finds out which tests reach which statements.</summary>
internal static class Coverage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<IReadOnlyList<CoveredTest>> MeasureAsync(TextWriter log)
    {
        var tests = new List<CoveredTest>();
        using var worker = new WorkerProcess();
        await worker.OrderAsync("cover 0");
        string name = string.Empty;
        while (await worker.ReadAsync(Patience) is { } line)
        {
            string[] words = line.Split(' ');
            switch (words[0])
            {
                case "begin":
                    name = words[2];
                    break;
                case "covered":
                    tests.Add(new CoveredTest(Number(words[1]), name, double.Parse(words[2], CultureInfo.InvariantCulture), words[3].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number).ToHashSet()));
                    break;
                case "failing" or "slow":
                    await log.WriteLineAsync($"not used: {name} {line}");
                    break;
                case "done":
                    return tests;
                default:
                    break;
            }
        }

        throw new InvalidOperationException($"The tests do not pass unchanged; the last was {name}.");
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
