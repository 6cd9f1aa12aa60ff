using System.Globalization;
using System.Text;

namespace SmimeHelpdesk.Mutation;

/// <summary>The figure, for each room, and every mutant that lived.</summary>
internal static class Report
{
    public static string Render(IReadOnlyList<Result> results)
    {
        var text = new StringBuilder("| room | mutants | killed | survived | not covered | score |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (IGrouping<string, Result> room in results.GroupBy(result => Room(result.Mutant)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.AppendLine(Row(room.Key, [.. room]));
        }

        text.AppendLine(Row("all", results)).AppendLine();
        foreach (Result result in results.Where(result => result.Fate is Fate.Survived or Fate.NotCovered))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {result.Fate} {result.Mutant.Place} {result.Mutant.Kind}: `{result.Mutant.Text}`");
        }

        return text.ToString();
    }

    /// <summary>The share of mutants that some test noticed; those that no test reaches count as unnoticed.</summary>
    public static double Score(IReadOnlyCollection<Result> results) => 100.0 * results.Count(IsKilled) / Math.Max(1, results.Count);

    private static string Row(string name, IReadOnlyCollection<Result> results) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {results.Count} | {results.Count(IsKilled)} | {results.Count(result => result.Fate is Fate.Survived)} | {results.Count(result => result.Fate is Fate.NotCovered)} | {Score(results):F1} % |");

    private static bool IsKilled(Result result) => result.Fate is Fate.Killed or Fate.Stuck;

    private static string Room(Mutant mutant) => mutant.Place[..mutant.Place.LastIndexOf('/')];
}
