using System.Text.RegularExpressions;
using System.Xml.Linq;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Desk;

/// <summary>Each text of a page has its German.</summary>
public sealed partial class TextsTests
{
    private static readonly string Project = Repository.PathOf("samples/MiniDesk");

    [Fact]
    public void EachText_OfThePages_HasGerman()
    {
        var used = Directory.EnumerateFiles(Project, "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.EndsWith(".csproj", StringComparison.Ordinal))
            .SelectMany(file => TextPattern().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        used.Count.Should().BeGreaterThan(100);
        used.Should().BeSubsetOf(German().Keys);
    }

    [Fact]
    public void German_OfEachText_KeepsItsPlaceholders() =>
        German().Should().OnlyContain(text => text.Key.Contains("{0}", StringComparison.Ordinal) == text.Value.Contains("{0}", StringComparison.Ordinal) && text.Value.Length > 0);

    private static Dictionary<string, string> German() =>
        XDocument.Load(Path.Combine(Project, "Resources", "Texts.de.resx")).Descendants("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex("(?:\\bT|texts)\\[\"([^\"]+)\"")]
    private static partial Regex TextPattern();
}
