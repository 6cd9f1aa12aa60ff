using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>One of the tables of <c>docs/availability.md</c>: the first row that fits a combination gives its outcome.</summary>
internal sealed class AvailabilityTable
{
    private readonly List<string[]> _rows;

    private AvailabilityTable(List<string[]> rows) => _rows = rows;

    public HashSet<int> Used { get; } = [];

    public int Count => _rows.Count;

    public static AvailabilityTable Read(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "availability.md"));
        int start = Array.IndexOf(lines, $"<!-- table: {name} -->");
        start.Should().BeGreaterThanOrEqualTo(0);
        return new AvailabilityTable([.. lines.Skip(start + 3).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))]);
    }

    public string Outcome(params string[] combination)
    {
        int row = _rows.FindIndex(cells => cells.SkipLast(1).Zip(combination).All(pair => pair.First == "any" || pair.First.Split(", ").Contains(pair.Second)));
        row.Should().BeGreaterThanOrEqualTo(0, "the table must have a row for {0}", string.Join(" | ", combination));
        Used.Add(row);
        return _rows[row][^1];
    }
}
