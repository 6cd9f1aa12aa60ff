using System.Text.RegularExpressions;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Docs;

/// <summary>Beside each class of attack stands a test that exists.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "threat-model.md"));

    [Fact]
    public void EveryClass_NamesTestsThatExist()
    {
        string[] existing = [.. typeof(ThreatModelTests).Assembly.GetTypes().Select(type => type.Name)];

        foreach (string row in Rows())
        {
            string[] named = [.. TestName().Matches(row.Split('|')[^2]).Select(match => match.Value)];
            named.Should().NotBeEmpty(row).And.BeSubsetOf(existing);
        }
    }

    [Fact]
    public void Rows_OfAllSections_AreFound() => Rows().Should().HaveCountGreaterThan(35);

    private static IEnumerable<string> Rows() => Document[Document.IndexOf("## Receiving", StringComparison.Ordinal)..].Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| class |", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal));

    [GeneratedRegex(@"\w+Tests")]
    private static partial Regex TestName();
}
