namespace SmimeHelpdesk.Mutation;

/// <summary>
/// Which tests a mutant meets, and in which order: those of its own file, of its room with the rooms in and around it, the vectors, then the
/// others; quick ones first.
/// </summary>
internal sealed class TestChoice(IReadOnlyList<CoveredTest> tests, double budgetMilliseconds)
{
    private readonly ILookup<int, CoveredTest> _byProbe = tests.SelectMany(test => test.Probes.Select(probe => (probe, test))).ToLookup(pair => pair.probe, pair => pair.test);

    public IReadOnlyList<CoveredTest> For(Mutant mutant)
    {
        string file = mutant.Place[..mutant.Place.IndexOf(':', StringComparison.Ordinal)];
        string name = Path.GetFileNameWithoutExtension(file);
        string room = file[..file.IndexOf('/', StringComparison.Ordinal)];
        double spent = 0;
        var chosen = new List<CoveredTest>();
        foreach (CoveredTest test in _byProbe[mutant.Probe].OrderBy(test => Nearness(test, name, room)).ThenBy(test => test.Milliseconds))
        {
            // A test of its own file always counts; of the others, as many as the budget allows.
            if (Nearness(test, name, room) == 0 || spent + test.Milliseconds <= budgetMilliseconds)
            {
                spent += test.Milliseconds;
                chosen.Add(test);
            }
        }

        return chosen;
    }

    private static int Nearness(CoveredTest test, string name, string room) =>
        test.Class.Contains("." + name, StringComparison.Ordinal) ? 0
        : test.Class.StartsWith($"SmimeHelpdesk.Tests.{room}.", StringComparison.Ordinal) ? 1
        : test.Class.StartsWith("SmimeHelpdesk.Tests.Vectors.", StringComparison.Ordinal) ? 2
        : 3;
}
