using System.Text.RegularExpressions;
using System.Xml.Linq;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Architecture;

public sealed partial class PublicEnumTests
{
    private static readonly XDocument Documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "SmimeHelpdesk.xml"));

    public static TheoryData<Type> Enums => [.. PublicSurface.Types.Where(type => type.IsEnum)];

    [Theory]
    [MemberData(nameof(Enums))]
    public void Values_OfAPublicEnum_BeginAtZeroAndAreDistinct(Type type)
    {
        int[] values = [.. Enum.GetValuesAsUnderlyingType(type).Cast<int>()];

        values.Should().Contain(0).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void Members_OfAPublicEnum_HaveTheirNumberInTheSource(Type type)
    {
        string file = Repository.SourceFiles.Single(file => Path.GetFileNameWithoutExtension(file) == type.Name);
        string source = Repository.ReadSource(file);

        Numbered().Matches(source).Select(match => match.Groups[1].Value).Should().BeEquivalentTo(Enum.GetNames(type));
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void Members_OfAPublicEnum_AreDocumented(Type type)
    {
        foreach (string name in Enum.GetNames(type))
        {
            XElement? member = Documentation.Descendants("member").SingleOrDefault(member => (string?)member.Attribute("name") == $"F:{type.FullName}.{name}");
            (member?.Element("summary")?.Value.Trim()).Should().NotBeNullOrEmpty("{0} needs its condition in words", name);
        }
    }

    [GeneratedRegex(@"^\s+(\w+) = \d+,", RegexOptions.Multiline)]
    private static partial Regex Numbered();
}
