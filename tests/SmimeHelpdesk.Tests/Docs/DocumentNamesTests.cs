using System.Reflection;
using System.Text.RegularExpressions;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Docs;

/// <summary>A member that a page names is there, and public.</summary>
public sealed partial class DocumentNamesTests
{
    private static readonly Dictionary<string, Type> Types = typeof(SmimePolicy).Assembly.GetExportedTypes().Where(type => !type.IsNested).DistinctBy(type => type.Name).ToDictionary(type => type.Name);

    [Fact]
    public void Members_OfEveryPage_Exist()
    {
        string[] files = [Repository.PathOf("README.md"), .. Directory.GetFiles(Repository.PathOf("docs"), "*.md")];
        (string Page, string Type, string Member)[] named = [.. files.SelectMany(file => Named().Matches(File.ReadAllText(file))
            .Select(match => (Path.GetFileName(file), match.Groups[1].Value, match.Groups[2].Value))).Where(name => Types.ContainsKey(name.Item2))];

        named.Should().HaveCountGreaterThan(30);
        named.Where(name => Types[name.Type].GetMember(name.Member, BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Length == 0).Should().BeEmpty();
    }

    [GeneratedRegex(@"`([A-Z]\w+)\.([A-Z]\w+)")]
    private static partial Regex Named();
}
